import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Devices, MadeApiToken, Problem, Session } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { PASSWORD, startWithDatabase, type KeptSession } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
  await app.signUp('administrator@example.org');
});
afterAll(() => app.close());

const WEB = { 'X-Jackdaw': 'web' };
const codeOf = ({ status, body }: { status: number; body: Problem }): string => (status === 200 ? 'works' : body.code);

/** One account with everything that lets somebody in: an extension, a browser, a program, and the device that acts. */
async function createAccount(email: string) {
  const acting = await app.signUp(email);
  const extension = await app.signIn(email);
  const signedIn = await app.ask<Session>('POST', '/api/auth/sign-in', { body: { email, password: PASSWORD, keep: 'cookie' } });
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const body = { name: 'Program', scopes: ['read'] };
  const made = await app.ask<MadeApiToken>('POST', '/api/me/tokens', { token: acting.accessToken, body });
  return { acting, extension, browser: { accessToken: signedIn.body.accessToken, cookie }, program: made.body.token };
}
type Account = Awaited<ReturnType<typeof createAccount>>;

async function tryAll({ extension, browser, program }: Account): Promise<Record<string, string>> {
  const me = async (token: string) => codeOf(await app.ask('GET', '/api/me', { token }));
  const refresh = async (body: object, headers = {}) => codeOf(await app.ask('POST', '/api/auth/refresh', { body, headers }));
  return {
    'access token': await me(extension.accessToken),
    'browser’s access token': await me(browser.accessToken),
    'refresh token': await refresh({ refreshToken: extension.refreshToken }),
    cookie: await refresh({}, { ...WEB, Cookie: browser.cookie }),
    'API token': await me(program),
  };
}

const EVENTS: Record<string, (account: Account) => Promise<unknown>> = {
  'signing out': async ({ extension, browser }) => {
    await app.ask('POST', '/api/auth/sign-out', { body: { refreshToken: extension.refreshToken } });
    await app.ask('POST', '/api/auth/sign-out', { body: {}, headers: { ...WEB, Cookie: browser.cookie } });
  },
  'being signed out by another device': async ({ acting }) => {
    const { body } = await app.ask<Devices>('GET', '/api/me/sessions', { token: acting.accessToken });
    for (const { id, current } of body.items)
      if (!current) await app.ask('DELETE', `/api/me/sessions/${id}`, { token: acting.accessToken });
  },
  'signing out everywhere': ({ acting }) => app.ask('POST', '/api/auth/sign-out-everywhere', { token: acting.accessToken }),
  'a new password': ({ acting }) =>
    app.ask('POST', '/api/me/password', {
      token: acting.accessToken,
      body: { current: PASSWORD, password: 'vier Elstern im Regen' },
    }),
  'disabling the account': ({ acting }) =>
    asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [acting.user.id]),
  'deleting the account': ({ acting }) => app.ask('DELETE', '/api/me', { token: acting.accessToken, body: { password: PASSWORD } }),
};

const [revoked, disabled, invalid] = ['session_revoked', 'user_disabled', 'token_invalid'];

describe('at the very next request', () => {
  it.each([
    ['signing out', [revoked, revoked, revoked, revoked, 'works']],
    ['being signed out by another device', [revoked, revoked, revoked, revoked, 'works']],
    ['signing out everywhere', [revoked, revoked, revoked, revoked, 'works']],
    ['a new password', [revoked, revoked, revoked, revoked, invalid]],
    ['disabling the account', [disabled, disabled, disabled, disabled, disabled]],
    ['deleting the account', [revoked, revoked, invalid, invalid, invalid]],
  ])('%s is felt by every way in', async (event, expected) => {
    const account = await createAccount(`${event.replaceAll(' ', '-')}@example.org`);
    await EVENTS[event]!(account);
    expect(Object.values(await tryAll(account))).toEqual(expected);
  });

  it('without any of them, each works', async () => {
    const tried = await tryAll(await createAccount('nothing@example.org'));
    expect(new Set(Object.values(tried))).toEqual(new Set(['works']));
  });
});

describe('a refresh that fails on the way', () => {
  // Where the connection may break: before the transaction, after its work and before its commit, after the commit.
  const POINTS = ['before', 'at work', 'after'] as const;

  it.each(POINTS.flatMap((point) => [0, 1, 2].map((generation) => ({ point, generation }))))(
    '$point, in generation $generation, is made up for by the next try, and signs nobody out',
    async ({ point, generation }) => {
      let { refreshToken } = await app.signUp();
      const refresh = () => app.ask<KeptSession & Problem>('POST', '/api/auth/refresh', { body: { refreshToken } });
      for (let n = 0; n < generation; n += 1) ({ refreshToken } = (await refresh()).body);

      const { knex } = app.database;
      const transaction = knex.transaction.bind(knex) as (work: (trx: unknown) => Promise<unknown>) => Promise<unknown>;
      const broken = (): never => {
        throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
      };
      const spy = vi.spyOn(knex, 'transaction').mockImplementationOnce(async (work: unknown) => {
        if (point === 'before') broken();
        const done = await transaction(async (trx) => {
          const result = await (work as (trx: unknown) => Promise<unknown>)(trx);
          return point === 'at work' ? broken() : result;
        });
        return point === 'after' ? broken() : done;
      });
      onTestFinished(() => spy.mockRestore());

      expect((await refresh()).body).toMatchObject({ status: 503, code: 'unavailable' });
      const { status, body } = await refresh();
      expect(status).toBe(200);
      expect((await app.ask('GET', '/api/me', { token: body.accessToken })).status).toBe(200);
      refreshToken = body.refreshToken;
      expect((await refresh()).status).toBe(200);
    },
  );
});
