import { v7 } from 'uuid';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Invites, MadeInvite, Problem, Session } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';
import { hashWrittenCode } from '../accounts/written-code.ts';
import { makeSetUpLink } from './set-up.ts';

type Joined = Session & Problem;

/** An installation by invite. `setUp` has an administrator already. */
async function start(registration: 'invite' | 'open' | 'closed' = 'invite') {
  const app = await startWithDatabase({ config: { registration } });
  onTestFinished(() => app.close());
  const join = (invite?: string, email = `${v7()}@example.org`) =>
    app.ask<Joined>('POST', '/api/auth/sign-up', { body: { email, password: PASSWORD, ...(invite === undefined ? {} : { invite }) } });
  const setUp = async (): Promise<string> =>
    (await join(codeIn(await makeSetUpLink(app.database, app.url)), 'root@example.org')).body.accessToken;
  const invite = async (token: string, body: object = {}) => (await app.ask<MadeInvite>('POST', '/api/invites', { token, body })).body;
  return { app, join, setUp, invite };
}

const codeIn = (link = ''): string => new URLSearchParams(new URL(link).hash.split('?')[1]).get('invite') ?? '';
const codesOf = (replies: { status: number; body: Problem }[]) =>
  replies.map(({ status, body }) => (status === 201 ? 'in' : body.code)).toSorted();

describe('an invite', () => {
  it('makes one account for any number who present it at once, and says whose it became', async () => {
    const { app, join, setUp, invite } = await start();
    const token = await setUp();
    const made = await invite(token, { note: 'for Ada' });
    const replies = await Promise.all(Array.from({ length: 20 }, () => join(made.invite)));
    expect(codesOf(replies)).toEqual(['in', ...Array.from({ length: 19 }, () => 'invite_invalid')].toSorted());
    const joined = replies.find(({ status }) => status === 201)!.body.user;
    expect(joined.role).toBe('member');
    const { body } = await app.ask<Invites>('GET', '/api/invites', { token });
    expect(body.items).toEqual([{ ...made.item, note: 'for Ada', usedBy: joined.id, usedAt: expect.any(String) }]);
    expect(await asOwner(app.testDatabase, 'select count(*)::int as n from users')).toEqual([{ n: 2 }]);
  }, 60_000);

  it('is good for 7 days, as text however it is typed, and as a link whose code no server is sent', async () => {
    const { app, join, setUp, invite } = await start();
    const token = await setUp();
    const made = await invite(token);
    const { createdAt, expiresAt } = made.item;
    expect((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000).toBeCloseTo(7, 3);
    expect(made.invite).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(made.link).toBe(`http://jackdaw.test/#/sign-up?invite=${made.invite}`);
    await asOwner(app.testDatabase, 'update invites set expires_at = now() where id = $1', [made.item.id]);
    expect((await join(made.invite)).body.code).toBe('invite_invalid');
    await asOwner(app.testDatabase, `update invites set expires_at = now() + interval '1 minute' where id = $1`, [made.item.id]);
    expect((await join(` ${made.invite.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')}`)).status).toBe(201);
  });

  it('is open again where the account was not made', async () => {
    const { join, setUp, invite } = await start();
    const made = await invite(await setUp());
    expect((await join(made.invite, 'ROOT@example.org')).body.code).toBe('email_taken');
    expect((await join(made.invite)).status).toBe(201);
  });

  it('for an address is for no other', async () => {
    const { join, setUp, invite } = await start();
    const made = await invite(await setUp(), { email: 'Ada@example.org' });
    expect((await join(made.invite, 'eve@example.org')).body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'email' }] });
    expect((await join(made.invite, 'ada@Example.org')).status).toBe(201);
  });

  it('that was taken back lets nobody in, and can be taken back once', async () => {
    const { app, join, setUp, invite } = await start();
    const token = await setUp();
    const made = await invite(token);
    const remove = () => app.ask('DELETE', `/api/invites/${made.item.id}`, { token });
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
    expect((await join(made.invite)).body.code).toBe('invite_invalid');
  });

  it('is kept as a hash, and stands in no line of the log', async () => {
    const { app, join, setUp, invite } = await start();
    const token = await setUp();
    const made = await invite(token);
    await join(made.invite);
    await join(made.invite);
    const stored = await asOwner(app.testDatabase, 'select invites::text as row from invites');
    expect(stored).toHaveLength(2);
    for (const text of [JSON.stringify(stored), app.logged()]) {
      expect(text).not.toContain(made.invite);
      expect(text).not.toContain(made.invite.replaceAll('-', ''));
    }
  });
});

describe('registration', () => {
  it('by invite lets nobody in without one, or with one that was guessed, and hashes no password for them', async () => {
    const { join } = await start();
    expect((await join()).body).toMatchObject({ status: 403, code: 'registration_closed' });
    expect((await join('guess')).body).toMatchObject({ status: 403, code: 'invite_invalid' });
  });

  it('that is closed lets nobody in, with an invite neither', async () => {
    const { app, join } = await start('closed');
    expect((await join(codeIn(await makeSetUpLink(app.database, app.url)))).body.code).toBe('registration_closed');
  });

  it('that is open takes everybody, and an invite that is good is used', async () => {
    const { app, join, invite } = await start('open');
    const { accessToken: token } = (await join()).body;
    const made = await invite(token);
    const joined = (await join(made.invite)).body.user;
    expect((await join(made.invite)).status).toBe(201);
    const { body } = await app.ask<Invites>('GET', '/api/invites', { token });
    expect(body.items).toMatchObject([{ usedBy: joined.id }]);
  });
});

describe('a set-up link', () => {
  it('makes one administrator of 50 who use five of them at once, and then all are worth nothing', async () => {
    const { app, join } = await start();
    const links = await Promise.all(Array.from({ length: 5 }, () => makeSetUpLink(app.database, app.url)));
    const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => join(codeIn(links[n % links.length]))));
    expect(codesOf(replies)).toEqual(['in', ...Array.from({ length: 49 }, () => 'invite_invalid')].toSorted());
    expect(replies.find(({ status }) => status === 201)!.body.user.role).toBe('administrator');
    expect(await asOwner(app.testDatabase, 'select role from users')).toEqual([{ role: 'administrator' }]);
    expect(await makeSetUpLink(app.database, app.url)).toBeUndefined();
    for (const link of links) expect((await join(codeIn(link))).body.code).toBe('invite_invalid');
  }, 60_000);

  it('is good for half an hour, and no invite that an administrator sees', async () => {
    const { app, join, setUp } = await start();
    const link = await makeSetUpLink(app.database, app.url);
    const [row] = await asOwner<{ minutes: number }>(
      app.testDatabase,
      'select extract(epoch from expires_at - created_at)::float / 60 as minutes from invites',
    );
    expect(row!.minutes).toBeCloseTo(30, 1);
    await asOwner(app.testDatabase, 'update invites set expires_at = now()');
    expect((await join(codeIn(link))).body.code).toBe('invite_invalid');
    expect((await app.ask<Invites>('GET', '/api/invites', { token: await setUp() })).body.items).toEqual([]);
  });
});

it('row-level security shows an invite to who administers and to who presents it, and the latter may only use it', async () => {
  const { app, setUp, invite } = await start();
  const token = await setUp();
  await invite(token);
  const { invite: code } = await invite(token);

  const seenWith = (setting: string, value: string): Promise<number[]> =>
    app.database.knex.transaction(async (trx) => {
      await trx.raw('select set_config(?, ?, true)', [setting, value]);
      const seen = (await trx('invites').select('id')).length;
      const changed = await trx('invites').update({ note: 'changed' });
      return [seen, changed, await trx('invites').delete()];
    });
  expect(await seenWith('app.user_id', v7())).toEqual([0, 0, 0]);
  expect(await seenWith('app.invite_hash', hashWrittenCode('guess').toString('hex'))).toEqual([0, 0, 0]);
  expect(await seenWith('app.invite_hash', hashWrittenCode(code).toString('hex'))).toEqual([1, 1, 0]);
  const forged = app.database.knex('invites').insert({ id: v7(), hash: Buffer.alloc(32), kind: 'invite', expires_at: new Date() });
  await expect(forged).rejects.toMatchObject({ code: '42501' });
  expect(await seenWith('app.administration', 'on')).toEqual([3, 3, 3]);
  // And that is what holds it.
  await invite(token);
  await asOwner(app.testDatabase, 'alter table invites disable row level security');
  expect(await seenWith('app.user_id', v7())).toEqual([1, 1, 1]);
});
