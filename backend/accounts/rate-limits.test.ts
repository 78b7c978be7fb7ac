import { createSecretKey } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import type { Problem } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { PASSWORD, startTestApp, startWithDatabase, type KeptSession, type TestApp } from '../testing/start-test-app.ts';

type Limited = Awaited<ReturnType<typeof startWithDatabase>>;

async function start(options: Parameters<typeof startTestApp>[1] = {}): Promise<Limited> {
  const app = await startWithDatabase({ limited: true, ...options });
  onTestFinished(() => app.close());
  return app;
}

/** A second server on the same database. */
async function startBeside({ database }: Limited): Promise<TestApp> {
  const app = await startTestApp(database, { limited: true });
  onTestFinished(() => app.close());
  return app;
}

const guess = async (app: TestApp, email: string, from: string, password = 'a wrong password') => {
  const headers = { 'X-Forwarded-For': from };
  const { status, body, headers: replied } = await app.ask('POST', '/api/auth/sign-in', { body: { email, password }, headers });
  return { code: status === 200 ? 'in' : body.code, retryAfter: Number(replied.get('retry-after')) };
};

it('two servers on one database count together, and so does one that starts afterwards', async () => {
  const one = await start();
  const other = await startBeside(one);
  await one.signUp('ada@example.org');
  for (let n = 0; n < 10; n += 1) {
    expect((await guess(n % 2 === 0 ? one : other, 'ada@example.org', `203.0.113.${n}`)).code).toBe('wrong_credentials');
  }
  const third = await startBeside(one);
  for (const app of [one, other, third]) {
    const refused = await guess(app, 'ada@example.org', '203.0.113.99', PASSWORD);
    expect(refused.code).toBe('rate_limited');
    expect(refused.retryAfter).toBeGreaterThan(0);
    expect(refused.retryAfter).toBeLessThanOrEqual(60);
  }
});

it('of 500 guesses from as many addresses ten a minute are compared with the password, and whoever is signed in does not notice', async () => {
  const app = await start();
  const session = await app.signUp('ada@example.org');
  const started = performance.now();
  const codes: Record<string, number> = {};
  let { refreshToken } = session;
  for (let block = 0; block < 10; block += 1) {
    const guesses = Array.from({ length: 50 }, (_, n) => {
      // Also where the caller invents proxies before the one that is ours.
      const from = `10.${n}.0.1, 203.${block}.113.${n}`;
      return guess(app, n % 2 === 0 ? 'ada@example.org' : 'ADA@Example.org', from, `guess ${block} ${n}`);
    });
    const asks = await app.ask('GET', '/api/me', { token: session.accessToken });
    expect(asks.status).toBe(200);
    for (const { code } of await Promise.all(guesses)) codes[code] = (codes[code] ?? 0) + 1;
    const refreshed = await app.ask<KeptSession>('POST', '/api/auth/refresh', { body: { refreshToken } });
    expect(refreshed.status).toBe(200);
    ({ refreshToken } = refreshed.body);
  }
  const minutes = Math.ceil((performance.now() - started) / 60_000);
  expect(codes['wrong_credentials']).toBeGreaterThanOrEqual(10);
  expect(codes['wrong_credentials']).toBeLessThanOrEqual(10 * (minutes + 1));
  expect(codes['rate_limited']).toBe(500 - (codes['wrong_credentials'] ?? 0));
  // The owner gets in elsewhere as well a minute later at the latest, however long the guessing goes on.
  expect((await guess(app, 'ada@example.org', '203.0.113.99', PASSWORD)).retryAfter).toBeLessThanOrEqual(60);
});

it('an address is one, however its letters are written for which the database takes them', async () => {
  const app = await start();
  await app.signUp('iris@example.org');
  // The database finds her under each of these.
  const ways = ['iris@example.org', 'IRIS@example.org', 'İris@example.org', 'irİs@example.org', 'İrİs@Example.org'];
  expect((await guess(app, 'İrİs@Example.org', '203.0.113.99', PASSWORD)).code).toBe('in');
  const codes: string[] = [];
  for (let n = 0; n < 11; n += 1) codes.push((await guess(app, ways[n % ways.length]!, `203.0.113.${n}`)).code);
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 'wrong_credentials'), 'rate_limited']);
});

it('signing out is no way to keep the database busy, and is refused to nobody else', async () => {
  const app = await start();
  const { refreshToken, accessToken: token } = await app.signUp('ada@example.org');
  const signOut = async (text: string, from: string) =>
    (await app.ask('POST', '/api/auth/sign-out', { body: { refreshToken: text }, headers: { 'X-Forwarded-For': from } })).status;
  const statuses: number[] = [];
  for (let n = 0; n < 121; n += 1) statuses.push(await signOut(`guess-${n}`, '203.0.113.7'));
  expect(new Set(statuses.slice(0, 120))).toEqual(new Set([204]));
  expect(statuses[120]).toBe(429);
  expect(await signOut(refreshToken, '203.0.113.8')).toBe(204);
  expect((await app.ask('GET', '/api/me', { token })).status).toBe(401);
});

it('what is kept of it names neither an address nor a person, and is no hash that one could try them on', async () => {
  const app = await start();
  await app.signUp('ada@example.org');
  await guess(app, 'ada@example.org', '203.0.113.7');
  const rows = await asOwner<{ key: string }>(app.testDatabase, 'select key from rate_limits');
  expect(rows.length).toBeGreaterThanOrEqual(3);
  for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
  // Another installation has other keys for the same.
  const elsewhere = await start({ config: { jwtKey: createSecretKey('another secret, long enough to be one too', 'utf8') } });
  await elsewhere.signUp('ada@example.org');
  await guess(elsewhere, 'ada@example.org', '203.0.113.7');
  const theirs = await asOwner<{ key: string }>(elsewhere.testDatabase, 'select key from rate_limits');
  expect(theirs).toHaveLength(rows.length);
  expect(theirs.filter(({ key }) => rows.some((row) => row.key === key))).toEqual([]);
});

it('where nobody can count, signing in waits, and refreshing goes on, counted by this process', async () => {
  const app = await start();
  const session = await app.signUp('ada@example.org');
  await asOwner(app.testDatabase, 'alter table rate_limits rename to elsewhere');
  const refused = await guess(app, 'ada@example.org', '203.0.113.7', PASSWORD);
  expect(refused).toEqual({ code: 'unavailable', retryAfter: 5 });
  const body = { current: PASSWORD, password: 'vier Elstern im Regen' };
  expect((await app.ask('POST', '/api/me/password', { token: session.accessToken, body })).body.code).toBe('unavailable');

  const refresh = (refreshToken: string) => app.ask<Problem>('POST', '/api/auth/refresh', { body: { refreshToken } });
  expect((await refresh(session.refreshToken)).status).toBe(200);
  const codes: string[] = [];
  for (let n = 0; n < 120; n += 1) codes.push((await refresh('guessed')).body.code);
  expect([...new Set(codes.slice(0, 119))]).toEqual(['token_invalid']);
  expect(codes[119]).toBe('rate_limited');
  expect(app.logged()).toContain('limits are counted in this process');
  expect(app.logged()).toContain('"code":"42P01"');

  await asOwner(app.testDatabase, 'alter table elsewhere rename to rate_limits');
  expect((await guess(app, 'ada@example.org', '203.0.113.7', PASSWORD)).code).toBe('in');
});

it('an address is the one that the last trusted proxy saw, whatever the caller invents', async () => {
  const direct = await start({ config: { trustedProxies: 0 } });
  const behindTwo = await start({ config: { trustedProxies: 2 } });
  for (const [app, from] of [
    [direct, (n: number) => `203.0.113.${n}`],
    [behindTwo, (n: number) => `203.0.113.${n}, 198.51.100.1, 10.0.0.7`],
  ] as const) {
    const codes: string[] = [];
    for (let n = 0; n < 31; n += 1) codes.push((await guess(app, `person-${n}@example.org`, from(n))).code);
    expect(new Set(codes.slice(0, 30))).toEqual(new Set(['wrong_credentials']));
    expect(codes[30]).toBe('rate_limited');
  }
});
