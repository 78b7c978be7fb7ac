import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Devices, MadeApiToken, Problem, Session } from '../../contract/index.ts';
import { PASSWORD, startWithDatabase, type KeptSession } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let administrator: string;

beforeAll(async () => {
  app = await startWithDatabase();
  ({ accessToken: administrator } = await app.signUp('administrator@example.org'));
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
  'locking the account': ({ acting }) => app.ask('POST', `/api/users/${acting.user.id}/disable`, { token: administrator }),
  'deleting the account': ({ acting }) => app.ask('DELETE', '/api/me', { token: acting.accessToken, body: { password: PASSWORD } }),
};

const [revoked, disabled, invalid] = ['session_revoked', 'user_disabled', 'token_invalid'];

describe('at the very next request', () => {
  it.each([
    ['signing out', [revoked, revoked, revoked, revoked, 'works']],
    ['being signed out by another device', [revoked, revoked, revoked, revoked, 'works']],
    ['signing out everywhere', [revoked, revoked, revoked, revoked, 'works']],
    ['a new password', [revoked, revoked, revoked, revoked, invalid]],
    ['locking the account', [disabled, disabled, disabled, disabled, disabled]],
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

describe('among requests that come all the time', () => {
  const [BEFORE, AFTER, AT_ONCE] = [30, 60, 6];
  const ENDS_PROGRAMS = ['a new password', 'locking the account', 'deleting the account'];

  it.each(Object.keys(EVENTS))('%s lets none through that was sent after it was answered', async (event) => {
    const account = await createAccount(`${event.replaceAll(' ', '-')}-meanwhile@example.org`);
    const { extension, browser, program } = account;
    const tokens = [extension.accessToken, browser.accessToken, ...(ENDS_PROGRAMS.includes(event) ? [program] : [])];
    const early: string[] = [];
    const late: string[] = [];
    let [isOver, underWay] = [false, 0];
    let warm = (): void => {};
    const isWarm = new Promise<void>((resolve) => {
      warm = resolve;
    });
    const asking = Array.from({ length: AT_ONCE }, async (_, n) => {
      for (let turn = n; late.length < AFTER; turn += 1) {
        const wasOver = isOver;
        underWay += 1;
        const verdict = codeOf(await app.ask('GET', '/api/me', { token: tokens[turn % tokens.length]! }));
        underWay -= 1;
        (wasOver ? late : early).push(verdict);
        if (early.length === BEFORE) warm();
      }
    });
    await isWarm;
    expect(new Set(early)).toEqual(new Set(['works']));
    await EVENTS[event]!(account);
    isOver = true;
    expect(underWay).toBeGreaterThan(0);
    await Promise.all(asking);
    expect(late.filter((verdict) => verdict === 'works')).toEqual([]);
    expect(late.length).toBeGreaterThanOrEqual(AFTER);
  });
});

describe('a refresh whose connection breaks', () => {
  /** Begin, whose it is, the session and its lock, its next token, commit. */
  const STATEMENTS = 5;
  const POINTS = Array.from({ length: STATEMENTS }, (_, n) =>
    (['before', 'after'] as const).map((side) => ({ side, statement: n + 1 })),
  ).flat();

  /** Every statement of a model's or a transaction's passes here. */
  type Wire = { _query(connection: { connection: { stream: { destroy(): void } } }, query: object): Promise<unknown> };
  const watch = (onStatement: (n: number, connection: Parameters<Wire['_query']>[0], send: () => Promise<unknown>) => Promise<unknown>) => {
    const wire = Object.getPrototypeOf(app.database.knex.client) as Wire;
    const { _query: send } = wire;
    let sent = 0;
    const spy = vi.spyOn(wire, '_query').mockImplementation(function watched(this: Wire, connection, query) {
      sent += 1;
      return onStatement(sent, connection, () => send.call(this, connection, query));
    });
    onTestFinished(() => spy.mockRestore());
    return { restore: () => spy.mockRestore(), sent: () => sent };
  };
  const refresh = (refreshToken: string) => app.ask<KeptSession & Problem>('POST', '/api/auth/refresh', { body: { refreshToken } });

  it('has so many statements after which it could', async () => {
    const { refreshToken } = await app.signUp();
    const { sent } = watch((_n, _connection, send) => send());
    expect((await refresh(refreshToken)).status).toBe(200);
    expect(sent()).toBe(STATEMENTS);
  });

  it.each(POINTS.flatMap((point) => [0, 1, 2].map((generation) => ({ ...point, generation }))))(
    '$side statement $statement was answered, in generation $generation, is made up for by the next try, and signs nobody out',
    async ({ side, statement, generation }) => {
      let { refreshToken } = await app.signUp();
      for (let n = 0; n < generation; n += 1) ({ refreshToken } = (await refresh(refreshToken)).body);

      const { restore } = watch(async (n, connection, send) => {
        if (n !== statement) return send();
        if (side === 'after') await send();
        connection.connection.stream.destroy();
        if (side === 'before') return send();
        throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
      });
      expect((await refresh(refreshToken)).body).toMatchObject({ status: 503, code: 'unavailable' });
      restore();

      const { status, body } = await refresh(refreshToken);
      expect(status).toBe(200);
      expect((await app.ask('GET', '/api/me', { token: body.accessToken })).status).toBe(200);
      const next = await refresh(body.refreshToken);
      expect(next.status).toBe(200);
    },
  );
});
