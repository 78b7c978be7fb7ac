import { expect, it, onTestFinished } from 'vitest';
import { endpoints, type Endpoint, type Problem, type Session } from '../../contract/index.ts';
import { writeResetToken } from '../accounts/reset-token.ts';
import { newWrittenCode } from '../accounts/written-code.ts';
import { createDatabase } from '../postgres/pools.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, PASSWORD, startTestApp, startWithDatabase } from '../testing/start-test-app.ts';
import { problemOf } from './problem-of.ts';

const BODIES: Record<string, unknown> = {
  signUp: { email: 'new@example.org', password: PASSWORD },
  signIn: { email: 'ada@example.org', password: PASSWORD },
  editMe: { name: 'x' },
  changePassword: { current: PASSWORD, password: PASSWORD },
  deleteMe: { password: PASSWORD },
  makeRecoveryCodes: { password: PASSWORD },
  recover: { email: 'ada@example.org', code: newWrittenCode(4), password: PASSWORD },
  reset: { token: writeResetToken({ userId: '0192f3c1-7a00-7c3e-8f00-000000000001', secret: Buffer.alloc(32) }), password: PASSWORD },
  makeInvite: { note: 'x' },
  createApiToken: { name: 'x', scopes: ['read'] },
  saveApplication: buildSave(),
  bulkEdit: { ids: ['0192f3c1-7a00-7c3e-8f00-000000000001'] },
  undoEvent: { eventId: '0192f3c1-7a00-7c3e-8f00-000000000001' },
  editApplication: { basedOn: 0, changes: { notes: 'x' } },
};

/** The same installation, on a database that is not there. */
async function startWithout(url: string) {
  const working = await startWithDatabase();
  const session = await working.signUp('ada@example.org');
  const database = createDatabase({ url });
  const app = await startTestApp(database);
  onTestFinished(async () => {
    await app.close();
    await database.close();
    await working.close();
  });
  return { app, session };
}

async function expectUnavailable({ app, session }: { app: Awaited<ReturnType<typeof startTestApp>>; session: Session }) {
  for (const [name, { method, path }] of Object.entries<Endpoint>(endpoints)) {
    const body = path.startsWith('/api/auth/refresh') || name === 'signOut' ? { refreshToken: session.refreshToken } : BODIES[name];
    const reply = await app.ask<Problem>(method, path.replace(':id', session.user.id), {
      token: session.accessToken,
      ...(body === undefined ? {} : { body }),
    });
    expect(reply.body, name).toMatchObject({ status: 503, code: 'unavailable' });
  }
  expect((await app.ask('GET', '/readyz')).status).toBe(503);
  expect((await app.ask('GET', '/healthz')).status).toBe(200);
}

it('a database that cannot be reached is 503 on every route, and a 401 on none', async () => {
  await expectUnavailable(await startWithout('postgres://jackdaw_app@127.0.0.1:1/gone'));
});

it('a database that was taken away under open connections is 503, and signs nobody out when it is back', async () => {
  const app = await startWithDatabase();
  onTestFinished(() => app.close());
  const session = await app.signUp('ada@example.org');
  const { name, ownerUrl } = app.testDatabase;
  const elsewhere = { ...app.testDatabase, ownerUrl: ownerUrl.replace(`/${name}`, '/postgres') };
  await asOwner(elsewhere, `alter database ${name} allow_connections false`);
  await asOwner(elsewhere, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  const during: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    during.push((await app.ask('GET', '/api/me', { token: session.accessToken })).status);
    during.push((await app.ask('POST', '/api/auth/refresh', { body: { refreshToken: session.refreshToken } })).status);
  }
  expect(during).toEqual(Array.from({ length: 10 }, () => 503));
  await asOwner(elsewhere, `alter database ${name} allow_connections true`);
  expect((await app.ask('GET', '/api/me', { token: session.accessToken })).status).toBe(200);
  expect((await app.ask('POST', '/api/auth/refresh', { body: { refreshToken: session.refreshToken } })).status).toBe(200);
});

it('a save that waits too long for a lock is 503 and leaves nothing, and succeeds afterwards under the same id', async () => {
  const app = await startWithDatabase();
  onTestFinished(() => app.close());
  const session = await app.signUp();
  const id = session.user.id; // any UUID will do
  const blocker = await app.testDatabase.database.streams.connect();
  await blocker.query('begin');
  await blocker.query(`select set_config('app.user_id', $1, true)`, [session.user.id]);
  await blocker.query('select from users for update');
  const reply = await app.ask('PUT', `/api/applications/${id}`, { token: session.accessToken, body: buildSave() });
  expect(reply.body).toMatchObject({ status: 503, code: 'unavailable' });
  await blocker.query('rollback');
  blocker.release();
  expect((await app.ask('GET', `/api/applications/${id}`, { token: session.accessToken })).status).toBe(404);
  expect((await app.save(session.accessToken, id)).changeNumber).toBe(1);
});

it('with every connection taken each request is told to come back, readiness still answers, and all is well afterwards', async () => {
  const app = await startWithDatabase();
  onTestFinished(() => app.close());
  const { accessToken: token } = await app.signUp();
  const { pipe } = app.testDatabase.database;
  const taken = await Promise.all(Array.from({ length: pipe.options.max }, () => pipe.connect()));
  const replies = await Promise.all(Array.from({ length: 60 }, () => app.ask('GET', '/api/applications', { token })));
  for (const { body, headers } of replies) {
    expect(body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await app.ask('GET', '/readyz')).status).toBe(200);
  for (const client of taken) client.release();
  expect((await app.ask('GET', '/api/applications', { token })).status).toBe(200);
});

it('a full disk, too many connections and a server that shuts down are all unavailable, and a bug is not', () => {
  const codeOf = (code: string) => problemOf(Object.assign(new Error('x'), { code })).code;
  expect(['53100', '53200', '53300', '57P01', '57P03', '57014', '08006', '25006', '40P01', '58030'].map(codeOf)).toEqual(
    Array.from({ length: 10 }, () => 'unavailable'),
  );
  expect(['23505', '42601', '22P02', 'ERR_INVALID_ARG_TYPE'].map(codeOf)).toEqual(Array.from({ length: 4 }, () => 'internal'));
});

it('what broke inside is internal, without a word about how', () => {
  const problem = problemOf(new TypeError('select secret from users'));
  expect(problem).toMatchObject({ code: 'internal', detail: undefined });
  expect(problem.message).not.toContain('secret');
});
