import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ProblemCode, PROBLEMS } from '../../contract/problem.ts';
import { buildReply, buildSessionStore, buildUser, SERVER } from '../testing/build-session.ts';
import { createApi } from './client.ts';
import { ProblemError, SignedOut, TryLater } from './errors.ts';

type Answer = () => Response | Promise<Response>;

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers });
const problem = (code: ProblemCode) => json({ type: 'about:blank', code, ...PROBLEMS[code] }, PROBLEMS[code].status);
const page = (status: number) => new Response('<h1>nginx</h1>', { status, headers: { 'content-type': 'text/html' } });
const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const EMPTY = { items: [], after: null };

/** A server that refuses every access token but the newest, with a script for what refreshing answers. */
function buildServer({ refresh = () => json(buildReply(1)), answer = () => json(EMPTY) }: { refresh?: Answer; answer?: Answer } = {}) {
  const asked: { url: string; token: string | null; body: string | null }[] = [];
  let valid = 'access-1';
  const fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = String(input);
    const token = new Headers(init.headers).get('authorization');
    asked.push({ url, token, body: typeof init.body === 'string' ? init.body : null });
    if (url.endsWith('/api/auth/refresh')) return await refresh();
    return token === `Bearer ${valid}` ? await answer() : problem('token_expired');
  };
  return {
    fetch,
    asked,
    refreshes: () => asked.filter(({ url }) => url.endsWith('/refresh')).length,
    accept: (token: string) => (valid = token),
  };
}

const failureOf = async (call: Promise<unknown>): Promise<unknown> =>
  await call.then(
    () => 'no failure',
    (error: unknown) => error,
  );
afterEach(() => void vi.useRealTimers());

describe('an access token that has expired', () => {
  it('is renewed once for fifty calls at the same time', async () => {
    const server = buildServer();
    const session = buildSessionStore();
    const api = createApi({ server: SERVER, session, fetch: server.fetch });
    const other = createApi({ server: SERVER, session, fetch: server.fetch });
    await Promise.all(Array.from({ length: 50 }, (_, at) => (at % 2 ? api : other).call('listApplications')));
    expect(server.refreshes()).toBe(1);
    expect(await session.tokens(SERVER)).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  });

  it('is fetched before the first call where the browser forgot it', async () => {
    const server = buildServer();
    const session = buildSessionStore();
    session.forgetAccess();
    await createApi({ server: SERVER, session, fetch: server.fetch }).call('listApplications');
    expect(server.asked.map(({ url }) => new URL(url).pathname)).toEqual(['/api/auth/refresh', '/api/applications']);
  });

  it('signs nobody out where the new one is refused as well', async () => {
    const server = buildServer();
    server.accept('none');
    const session = buildSessionStore();
    const error = await failureOf(createApi({ server: SERVER, session, fetch: server.fetch }).call('listApplications'));
    expect(error).toMatchObject({ name: 'TryLater', reason: 'strange_reply' });
    expect(await session.account()).toMatchObject({ endedBy: null });
  });
});

describe('a refresh that does not succeed', () => {
  it.each<[string, Answer]>([
    ['no network', offline],
    ['500', () => problem('internal')],
    ['502 of a proxy', () => page(502)],
    ['503', () => problem('unavailable')],
    ['429', () => problem('rate_limited')],
    ['404 of a proxy', () => page(404)],
    ['422', () => problem('invalid_input')],
    ['a login page of the network', () => page(200)],
    ['401 of a proxy', () => page(401)],
  ])('keeps the session: %s', async (_name, refresh) => {
    const session = buildSessionStore();
    const error = await failureOf(createApi({ server: SERVER, session, fetch: buildServer({ refresh }).fetch }).call('listApplications'));
    expect(error).toBeInstanceOf(TryLater);
    expect(await session.tokens(SERVER)).not.toBeNull();
  });

  it.each(['session_revoked', 'session_reused', 'user_disabled', 'token_expired', 'token_invalid'] as const)(
    'ends it: %s',
    async (code) => {
      const session = buildSessionStore();
      const server = buildServer({ refresh: () => problem(code) });
      const error = await failureOf(createApi({ server: SERVER, session, fetch: server.fetch }).call('listApplications'));
      expect(error).toMatchObject({ name: 'SignedOut', code });
      expect(await session.account()).toMatchObject({ endedBy: code, user: { name: 'Mette' } });
      expect(await session.tokens(SERVER)).toBeNull();
    },
  );

  it('is asked again at once where the answer was lost, while the server still repeats it', async () => {
    let times = 0;
    const server = buildServer({ refresh: () => ((times += 1) === 1 ? offline() : json(buildReply(1))) });
    await createApi({ server: SERVER, session: buildSessionStore(), fetch: server.fetch }).call('listApplications');
    expect(server.refreshes()).toBe(2);
  });
});

describe('what a reply means', () => {
  it.each<[string, Answer, object]>([
    ['a problem', () => problem('id_reused'), { name: 'ProblemError', problem: { code: 'id_reused' } }],
    ['413 of a proxy', () => page(413), { name: 'ProblemError', problem: { code: 'too_large', status: 413 } }],
    ['410 without a body', () => new Response(null, { status: 410 }), { name: 'ProblemError', problem: { code: 'not_found' } }],
    ['429 with seconds', () => json({}, 429, { 'retry-after': '90' }), { reason: 'rate_limited', retryAfterMs: 90_000 }],
    ['503 with nonsense', () => json({}, 503, { 'retry-after': 'soon' }), { reason: 'unavailable', retryAfterMs: null }],
    ['a wait of a year', () => json({}, 503, { 'retry-after': '31536000' }), { reason: 'unavailable', retryAfterMs: 86_400_000 }],
    ['500', () => problem('internal'), { name: 'TryLater', reason: 'server' }],
    ['408', () => page(408), { name: 'TryLater', reason: 'strange_reply' }],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } }), { reason: 'strange_reply' }],
    ['a page instead of JSON', () => page(200), { name: 'TryLater', reason: 'strange_reply' }],
    ['JSON of another shape', () => json({ items: [{}], after: null }), { name: 'TryLater', reason: 'strange_reply' }],
    ['no connection', offline, { name: 'TryLater', reason: 'offline' }],
    ['a disabled account', () => problem('user_disabled'), { name: 'SignedOut', code: 'user_disabled' }],
  ])('%s', async (_name, answer, expected) => {
    const session = buildSessionStore(buildReply(1));
    const error = await failureOf(createApi({ server: SERVER, session, fetch: buildServer({ answer }).fetch }).call('listApplications'));
    expect(error).toMatchObject(expected);
  });

  it('is nothing after 20 seconds', async () => {
    vi.useFakeTimers();
    const fetch = (_input: RequestInfo | URL, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      );
    const call = failureOf(createApi({ server: SERVER, session: buildSessionStore(buildReply(1)), fetch }).call('listApplications'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await call).toMatchObject({ name: 'TryLater', reason: 'timeout' });
  });

  it('is a wrong password where one was sent, without any refresh', async () => {
    const server = buildServer();
    const api = createApi({ server: SERVER, session: buildSessionStore(null), fetch: async () => problem('wrong_credentials') });
    const error = await failureOf(api.call('signIn', { body: { email: 'a@example.org', password: 'x' } }));
    expect(error).toBeInstanceOf(ProblemError);
    expect(server.refreshes()).toBe(0);
  });
});

describe('a token', () => {
  it('never goes to another server than the one that gave it', async () => {
    const server = buildServer();
    const api = createApi({ server: 'https://other.example', session: buildSessionStore(buildReply(1)), fetch: server.fetch });
    expect(await failureOf(api.call('listApplications'))).toBeInstanceOf(SignedOut);
    expect(server.asked).toEqual([]);
  });

  it('is not used for somebody who signed in meanwhile', async () => {
    const server = buildServer();
    const session = buildSessionStore(buildReply(1));
    const api = createApi({ server: SERVER, session, fetch: server.fetch, userId: buildUser().id });
    await session.keep(SERVER, buildReply(1, buildUser('01890000-0000-7000-8000-000000000002')));
    expect(await failureOf(api.call('listApplications'))).toBeInstanceOf(SignedOut);
    expect(server.asked).toEqual([]);
  });
});

describe('signing out while an answer is on its way', () => {
  const leavingOn = (session: ReturnType<typeof buildSessionStore>, part: 'refresh' | 'answer', then: Answer) =>
    buildServer({
      [part]: async () => {
        await session.clear();
        return then();
      },
    } as never);

  it('is not undone by the renewed session', async () => {
    const session = buildSessionStore();
    const { fetch } = leavingOn(session, 'refresh', () => json(buildReply(1)));
    expect(await failureOf(createApi({ server: SERVER, session, fetch }).call('listApplications'))).toBeInstanceOf(SignedOut);
    expect([await session.account(), await session.tokens(SERVER)]).toEqual([null, null]);
  });

  it('leaves nobody there for whom to write it down', async () => {
    const session = buildSessionStore(buildReply(1));
    const { fetch } = leavingOn(session, 'answer', () => json({ items: [], after: null }));
    const api = createApi({ server: SERVER, session, fetch, userId: buildUser().id });
    expect(await failureOf(api.call('listApplications'))).toBeInstanceOf(SignedOut);
  });
});

describe('a request', () => {
  it('carries parameters, query and body as the contract has them', async () => {
    const server = buildServer();
    const session = buildSessionStore(buildReply(1));
    const api = createApi({
      server: `${SERVER}/tracker`,
      session: { ...session, tokens: () => session.tokens(SERVER) },
      fetch: server.fetch,
    });
    await api.call('listApplications', { query: { q: 'data & ai', limit: '20', after: undefined as never } });
    await failureOf(api.call('editApplication', { params: { id: 'a/b' }, body: { basedOn: 3, changes: { notes: 'x' } } }));
    expect(server.asked[0]?.url).toBe(`${SERVER}/tracker/api/applications?q=data+%26+ai&limit=20`);
    expect(server.asked[1]).toMatchObject({
      url: `${SERVER}/tracker/api/applications/a%2Fb`,
      body: '{"basedOn":3,"changes":{"notes":"x"}}',
    });
  });
});

describe('an export', () => {
  const session = () => buildSessionStore(buildReply(1));
  it('arrives as one Blob', async () => {
    const server = buildServer({ answer: () => new Response('id,title\r\n', { headers: { 'content-type': 'text/csv' } }) });
    const blob = await createApi({ server: SERVER, session: session(), fetch: server.fetch }).call('exportCsv');
    expect([blob.type, await blob.text()]).toEqual(['text/csv', 'id,title\r\n']);
  });

  it('that breaks off is never taken for a whole one', async () => {
    const cut = () =>
      new Response(
        new ReadableStream({
          start(stream) {
            stream.enqueue(new TextEncoder().encode('id,title\r\n1,'));
            setTimeout(() => stream.error(new TypeError('terminated')), 5);
          },
        }),
      );
    const error = await failureOf(
      createApi({ server: SERVER, session: session(), fetch: buildServer({ answer: cut }).fetch }).call('exportCsv'),
    );
    expect(error).toMatchObject({ name: 'TryLater', reason: 'offline' });
  });
});
