import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Devices, Problem, User } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, PASSWORD, startWithDatabase, type KeptSession } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
const OTHER_PASSWORD = 'vier Elstern im Regen';

beforeAll(async () => {
  app = await startWithDatabase();
  await app.signUp('administrator@example.org');
});
afterAll(() => app.close());

const me = async ({ accessToken }: { accessToken: string }): Promise<string> => {
  const { status, body } = await app.ask<Problem>('GET', '/api/me', { token: accessToken });
  return status === 200 ? 'ok' : body.code;
};
const devices = async ({ accessToken }: { accessToken: string }) =>
  (await app.ask<Devices>('GET', '/api/me/sessions', { token: accessToken })).body.items;

describe('the list of devices', () => {
  it('names those that are signed in, the last used first, and marks the one that asks', async () => {
    const first = await app.signUp('devices@example.org', 'Firefox on Linux');
    const second = await app.signIn('devices@example.org');
    const gone = await app.signIn('devices@example.org');
    await app.ask('POST', '/api/auth/sign-out', { body: { refreshToken: gone.refreshToken } });
    await asOwner(app.testDatabase, `update sessions set last_used_at = now() - interval '1 day' where label = 'Firefox on Linux'`);
    expect(await devices(first)).toMatchObject([
      { label: '', current: false },
      { label: 'Firefox on Linux', current: true },
    ]);
    expect((await devices(second)).map(({ current }) => current)).toEqual([true, false]);
  });

  it('lets one be signed out, at once and for good; repeated it is no error, and no other account’s can be', async () => {
    const mine = await app.signUp('revoking@example.org');
    const stolen = await app.signIn('revoking@example.org');
    const stranger = await app.signUp();
    const { id } = (await devices(stolen)).find(({ current }) => current)!;
    const revoke = (by: KeptSession) => app.ask('DELETE', `/api/me/sessions/${id}`, { token: by.accessToken });
    expect((await revoke(stranger)).body.code).toBe('not_found');
    expect(await me(stolen)).toBe('ok');
    expect([(await revoke(mine)).status, (await revoke(mine)).status]).toEqual([204, 204]);
    expect(await me(stolen)).toBe('session_revoked');
    expect((await app.ask('POST', '/api/auth/refresh', { body: { refreshToken: stolen.refreshToken } })).body.code).toBe('session_revoked');
    expect(await me(mine)).toBe('ok');
  });

  it('forgets sessions a month after their end', async () => {
    const old = await app.signUp('forgetting@example.org');
    await asOwner(app.testDatabase, `update sessions set expires_at = now() - interval '31 days' where user_id = $1`, [old.user.id]);
    await app.signIn('forgetting@example.org');
    const [{ n } = { n: 0 }] = await asOwner<{ n: number }>(
      app.testDatabase,
      'select count(*)::int as n from sessions where user_id = $1',
      [old.user.id],
    );
    expect(n).toBe(1);
  });
});

describe('a new password', () => {
  const change = (session: KeptSession, current: string, password: string) =>
    app.ask<KeptSession & Problem>('POST', '/api/me/password', { token: session.accessToken, body: { current, password } });

  it('signs every other device out, and this one in again', async () => {
    const mine = await app.signUp('changing@example.org', 'Mine');
    const other = await app.signIn('changing@example.org');
    const { body: next } = await change(mine, PASSWORD, OTHER_PASSWORD);
    expect(await Promise.all([mine, other, next].map(me))).toEqual(['session_revoked', 'session_revoked', 'ok']);
    expect(await devices(next)).toMatchObject([{ label: 'Mine', current: true }]);
    const signIn = (password: string) => app.ask('POST', '/api/auth/sign-in', { body: { email: 'changing@example.org', password } });
    expect((await signIn(PASSWORD)).body.code).toBe('wrong_credentials');
    expect((await signIn(OTHER_PASSWORD)).status).toBe(200);
  });

  it('needs the old one, and may not be a common one', async () => {
    const mine = await app.signUp();
    expect((await change(mine, 'a wrong password', OTHER_PASSWORD)).body.code).toBe('wrong_credentials');
    expect((await change(mine, PASSWORD, 'password1234')).body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'password' }] });
    expect(await me(mine)).toBe('ok');
  });
});

describe('the account itself', () => {
  const edit = (session: KeptSession, body: object) => app.ask<User & Problem>('PATCH', '/api/me', { token: session.accessToken, body });

  it('takes another name, and another address only with its password', async () => {
    const mine = await app.signUp('before@example.org');
    await app.signUp('taken@example.org');
    expect((await edit(mine, { name: 'Ada' })).body).toMatchObject({ name: 'Ada', email: 'before@example.org' });
    expect((await edit(mine, { email: 'after@example.org' })).body).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'password' }],
    });
    expect((await edit(mine, { email: 'after@example.org', password: 'wrong' })).body.code).toBe('wrong_credentials');
    expect((await edit(mine, { email: 'TAKEN@example.org', password: PASSWORD })).body.code).toBe('email_taken');
    expect((await edit(mine, { email: 'after@example.org', password: PASSWORD })).body).toMatchObject({
      name: 'Ada',
      email: 'after@example.org',
    });
    expect((await app.signIn('after@example.org')).user.id).toBe(mine.user.id);
  });

  it('is changed in nothing else by whatever is sent', async () => {
    const mine = await app.signUp();
    const before = await asOwner(app.testDatabase, 'select to_jsonb(users) from users where id = $1', [mine.user.id]);
    const forbidden = [
      'id',
      'role',
      'createdAt',
      'passwordHash',
      'password_hash',
      'disabledAt',
      'disabled_at',
      'changeNumber',
      'user_id',
      'userId',
    ];
    for (const field of forbidden) {
      expect((await edit(mine, { name: 'x', [field]: 'administrator' })).body.errors, field).toMatchObject([{ path: field }]);
    }
    expect(await asOwner(app.testDatabase, 'select to_jsonb(users) from users where id = $1', [mine.user.id])).toEqual(before);
  });

  it('goes with everything in it when its owner says so with the password', async () => {
    const mine = await app.signUp('leaving@example.org');
    await app.save(mine.accessToken, undefined, buildSave({ snapshot: 'text' }));
    const remove = (password: string) => app.ask('DELETE', '/api/me', { token: mine.accessToken, body: { password } });
    expect((await remove('a wrong password')).body.code).toBe('wrong_credentials');
    expect((await remove(PASSWORD)).status).toBe(204);
    expect(await me(mine)).toBe('session_revoked');
    for (const table of ['sessions', 'applications', 'snapshots', 'events']) {
      expect(await asOwner(app.testDatabase, `select from ${table} where user_id = $1`, [mine.user.id]), table).toEqual([]);
    }
    expect((await app.signUp('leaving@example.org')).user.id).not.toBe(mine.user.id);
  });

  it('of the last administrator stays, also when two leave at once', async () => {
    const own = await startWithDatabase();
    const [ada, eve] = [await own.signUp('ada@example.org'), await own.signUp('eve@example.org')];
    const leave = ({ accessToken }: KeptSession) => own.ask('DELETE', '/api/me', { token: accessToken, body: { password: PASSWORD } });
    expect((await leave(ada)).body).toMatchObject({ status: 409, code: 'last_administrator' });
    await asOwner(own.testDatabase, `update users set role = 'administrator'`);
    const replies = await Promise.all([leave(ada), leave(eve)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    await own.close();
  });
});
