import type * as argon2 from '@node-rs/argon2';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Client } from 'pg';
import type { ResetLink } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';
import { verifyPassword } from './passwords.ts';

/** How often Argon2 ran, and how often at once; while `gate` is set, each run waits for it. */
const work = vi.hoisted(() => {
  const counted = { runs: 0, running: 0, most: 0, gate: undefined as Promise<void> | undefined };
  return {
    counted,
    count:
      <Arguments extends unknown[], Result>(run: (...given: Arguments) => Promise<Result>) =>
      async (...given: Arguments): Promise<Result> => {
        counted.runs += 1;
        counted.running += 1;
        counted.most = Math.max(counted.most, counted.running);
        try {
          await counted.gate;
          return await run(...given);
        } finally {
          counted.running -= 1;
        }
      },
  };
});
vi.mock('@node-rs/argon2', async (original) => {
  const { hash, verify, ...others } = await original<typeof argon2>();
  return { ...others, hash: work.count(hash), verify: work.count(verify) };
});

async function start(options?: Parameters<typeof startWithDatabase>[0]) {
  const app = await startWithDatabase(options);
  onTestFinished(() => app.close());
  // The decoy is made once, for the first who is unknown.
  await verifyPassword(undefined, '');
  return app;
}
type App = Awaited<ReturnType<typeof start>>;

/** Everything that a stranger sees of a reply, but for its time and its number; and the Argon2 it took. */
async function seen(app: App, path: string, body: object) {
  const before = work.counted.runs;
  const reply = await app.ask('POST', `/api/auth/${path}`, { body });
  const id = reply.headers.get('x-request-id') ?? '';
  const headers = [...reply.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
  return { status: reply.status, headers, text: reply.text.replaceAll(id, 'ID'), runs: work.counted.runs - before };
}

describe('who has an account here is told to nobody', () => {
  it('who signs in: unknown, locked, and wrong are the same bytes after the same work', async () => {
    const app = await start();
    await app.signUp('ada@example.org');
    const { user } = await app.signUp('locked@example.org');
    await asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [user.id]);
    const wrong = await seen(app, 'sign-in', { email: 'ada@example.org', password: 'a wrong password' });
    expect(wrong).toMatchObject({ status: 401, runs: 1 });
    for (const [email, password] of [
      ['eve@example.org', 'a wrong password'],
      ['eve@example.org', PASSWORD],
      ['ADA@example.org', 'a wrong password'],
      ['locked@example.org', 'a wrong password'],
      ['locked@example.org', PASSWORD],
    ]) {
      expect(await seen(app, 'sign-in', { email, password }), `${email} ${password}`).toEqual(wrong);
    }
  });

  it('who comes with a recovery code: unknown, locked, without codes, and wrong are too', async () => {
    const app = await start();
    const ada = await app.signUp('ada@example.org');
    await app.signUp('without@example.org');
    const locked = await app.signUp('locked@example.org');
    const codes: string[] = [];
    for (const { accessToken: token } of [ada, locked]) {
      const made = await app.ask<{ codes: string[] }>('POST', '/api/me/recovery-codes', { token, body: { password: PASSWORD } });
      codes.push(made.body.codes[0]!);
    }
    await asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [locked.user.id]);
    const password = 'zwölf Krähen auf dem Dach';
    const wrong = await seen(app, 'recover', { email: 'ada@example.org', code: codes[1], password });
    expect(wrong.status).toBe(401);
    for (const [email, code] of [
      ['eve@example.org', codes[0]],
      ['ada@example.org', 'guess'],
      ['without@example.org', 'guess'],
      ['locked@example.org', codes[1]],
    ]) {
      expect(await seen(app, 'recover', { email, code, password }), email).toEqual(wrong);
    }
  });

  it('who comes with a reset link: never made, used, expired, and of a locked account are too', async () => {
    const app = await start();
    const root = await app.signUp('root@example.org');
    const link = async (email: string) => {
      const { user } = await app.signUp(email);
      const made = await app.ask<ResetLink>('POST', `/api/users/${user.id}/reset-link`, { token: root.accessToken });
      return { token: made.body.token, id: user.id };
    };
    const [used, expired, locked] = [await link('a@example.org'), await link('b@example.org'), await link('c@example.org')];
    const password = 'zwölf Krähen auf dem Dach';
    await app.ask('POST', '/api/auth/reset', { body: { token: used.token, password } });
    await asOwner(app.testDatabase, 'update reset_links set expires_at = now() where user_id = $1', [expired.id]);
    await app.ask('POST', `/api/users/${locked.id}/disable`, { token: root.accessToken });
    const never = await seen(app, 'reset', { token: used.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), password });
    expect(never.status).toBe(403);
    for (const { token } of [used, expired, locked]) expect(await seen(app, 'reset', { token, password })).toEqual(never);
  });

  it('who signs up without an invite where one is needed: a taken address and a free one are too', async () => {
    const app = await start({ config: { registration: 'invite' } });
    await asOwner(app.testDatabase, `insert into users (id, email, password_hash) values (gen_random_uuid(), 'ada@example.org', 'x')`);
    for (const invite of [undefined, 'guessed']) {
      const sent = { password: PASSWORD, ...(invite === undefined ? {} : { invite }) };
      const free = await seen(app, 'sign-up', { email: 'eve@example.org', ...sent });
      expect(free.status).toBe(403);
      expect(await seen(app, 'sign-up', { email: 'ADA@example.org', ...sent })).toEqual(free);
    }
  });
});

it('while 200 sign in at once Argon2 runs three times at once, 50 wait, the others come back later, and who is signed in is served', async () => {
  const app = await start();
  const { accessToken: token } = await app.signUp('ada@example.org');
  let open = (): void => {};
  work.counted.gate = new Promise((resolve) => {
    open = resolve;
  });
  work.counted.most = 0;
  let refused = 0;
  const signingIn = Array.from({ length: 200 }, async () => {
    const reply = await app.ask('POST', '/api/auth/sign-in', { body: { email: 'ada@example.org', password: PASSWORD } });
    if (reply.status === 429) refused += 1;
    return reply;
  });
  // None of the 53 that were let in can have been answered: nothing here waits for them.
  await expect.poll(() => refused).toBe(147);
  await app.save(token);
  expect((await app.ask('GET', '/api/applications', { token })).status).toBe(200);
  expect(work.counted.running).toBe(3);
  open();
  work.counted.gate = undefined;
  const replies = await Promise.all(signingIn);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(53);
  const waits = replies.filter(({ status }) => status === 429).map(({ headers }) => headers.get('retry-after'));
  expect(waits).toEqual(Array.from({ length: 147 }, () => '5'));
  expect(work.counted.most).toBe(3);
});

it('however strangers try to get in, together they hold three connections at most, and who is signed in is served', async () => {
  const app = await start({ limited: true });
  const { accessToken: token } = await app.signUp('ada@example.org');
  const password = 'zwölf Krähen auf dem Dach';
  const link = Buffer.alloc(48, 7).toString('base64url');
  const WAYS: [string, (n: number) => object][] = [
    ['sign-up', (n) => ({ email: `person-${n}@example.org`, password })],
    ['sign-in', (n) => ({ email: `person-${n}@example.org`, password })],
    ['recover', (n) => ({ email: `person-${n}@example.org`, password, code: 'guess' })],
    ['reset', () => ({ token: link, password })],
  ];
  const holder = new Client({ connectionString: app.testDatabase.ownerUrl });
  await holder.connect();
  // Whoever counts a try waits for this.
  await holder.query('begin; lock table rate_limits');
  let refused = 0;
  const trying = Array.from({ length: 80 }, async (_, n) => {
    const [way, sent] = WAYS[n % WAYS.length]!;
    const reply = await app.ask('POST', `/api/auth/${way}`, { body: sent(n), headers: { 'X-Forwarded-For': `203.0.113.${n}` } });
    if (reply.status === 429 && reply.headers.get('retry-after') === '5') refused += 1;
    return { way, status: reply.status };
  });
  await expect.poll(() => refused).toBe(27);
  expect(app.database.use().pipe).toMatchObject({ used: 3, waiting: 0 });
  expect((await app.ask('GET', '/api/me', { token })).status).toBe(200);
  await app.save(token);
  await holder.query('commit');
  await holder.end();
  const replies = await Promise.all(trying);
  // And each of those let in in its turn: none was lost, none failed.
  const STATUSES: Record<string, number> = { 'sign-up': 201, 'sign-in': 401, recover: 401, reset: 403 };
  const served = replies.filter(({ status }) => status !== 429);
  expect(served).toHaveLength(53);
  for (const { way, status } of served) expect(status, way).toBe(STATUSES[way]);
});
