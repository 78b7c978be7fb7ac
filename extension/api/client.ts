import type * as v from 'valibot';
import {
  type BodyInputOf,
  type Endpoint,
  endpoints,
  type EndpointName,
  type HeadersInputOf,
  type ParamsOf,
  type QueryInputOf,
} from '../../contract/endpoints/index.ts';
import { ProblemError, SignedOut, TryLater } from './errors.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readBlob, readRefusal, readReply } from './read-reply.ts';
import type { SessionStore } from './session-store.ts';

type Table = typeof endpoints;
type Part<E, Key extends string, Value> = E extends { [K in Key]: unknown } ? { [K in Key]: Value } : unknown;
type Optional<E, Key extends string, Value> = E extends { [K in Key]: unknown } ? { [K in Key]?: Value } : unknown;

/** What a call needs beside its endpoint's name. */
export type Ask<N extends EndpointName> = Part<Table[N], 'params', ParamsOf<Table[N]>> &
  Part<Table[N], 'body', BodyInputOf<Table[N]>> &
  Part<Table[N], 'file', Blob> &
  Optional<Table[N], 'headers', HeadersInputOf<Table[N]>> &
  Optional<Table[N], 'query', QueryInputOf<Table[N]>> & { signal?: AbortSignal };

/** What a call gives: the parsed reply, a `Blob` where the endpoint streams, nothing where there is no body. */
export type Reply<N extends EndpointName> = Table[N]['reply'] extends infer R
  ? R extends v.GenericSchema<unknown, infer Output>
    ? Output
    : R extends string
      ? Blob
      : undefined
  : never;

export interface Api {
  readonly server: string;
  /** Throws `ProblemError` (refused), `TryLater` (ask again) or `SignedOut`; anything else is a bug. An abort by `signal` rejects with its reason. */
  call<N extends EndpointName>(name: N, ...ask: Record<never, never> extends Ask<N> ? [ask?: Ask<N>] : [ask: Ask<N>]): Promise<Reply<N>>;
}

export interface ApiOptions {
  /** As `parseServerAddress` gives it. */
  server: string;
  session: SessionStore;
  fetch: typeof globalThis.fetch;
  /** Then every call is made as this user or not at all, whoever signs in meanwhile. */
  userId?: string;
  /** `cookie`: a web page of the server itself, whose refresh token is in a cookie that no script can read. */
  keep?: 'body' | 'cookie';
  /** For one exchange, and between two pieces of a stream. Below the 30 s after which Chrome ends a service worker's fetch. */
  timeoutMs?: number;
}

/** The server gives a lost refresh answer again for 10 s only, so the first try must end well before. */
const REFRESH_TIMEOUT_MS = 7_000;

const RENEWABLE = new Set(['token_expired', 'token_invalid', 'unauthenticated']);
const ENDED = new Set(['session_revoked', 'session_reused', 'user_disabled']);
const REFRESH_ENDED = new Set([...ENDED, 'token_expired', 'token_invalid']);

interface Pair {
  accessToken: string;
  refreshToken: string | null;
}

interface Asked {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  file?: Blob;
  headers?: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
}

function addressOf(server: string, endpoint: Endpoint, { params = {}, query = {} }: Asked): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])));
  return `${server}${path}${search.size > 0 ? `?${search}` : ''}`;
}

/** A client of one server, made from the contract's table: what is asked is typed by it, what comes back is parsed by it. */
export function createApi({ server, session, fetch, userId, keep = 'body', timeoutMs = 20_000 }: ApiOptions): Api {
  const byCookie = keep === 'cookie';

  /** One exchange without any retry. */
  async function exchange(endpoint: Endpoint, asked: Asked, token: string | null, limitMs = timeoutMs): Promise<unknown> {
    const ours = new AbortController();
    const expire = () => ours.abort(new TryLater('timeout'));
    let timer = setTimeout(expire, limitMs);
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(expire, limitMs);
    };
    const headers: Record<string, string> = { accept: 'application/json, application/problem+json, text/csv' };
    if (asked.body !== undefined) headers['content-type'] = 'application/json';
    // What kind of file it is, the server sees better than whoever named it.
    if (asked.file !== undefined) headers['content-type'] = 'application/octet-stream';
    for (const [name, value] of Object.entries(asked.headers ?? {})) if (value !== undefined) headers[name] = encodeURIComponent(value);
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    // Proves that a page of the server itself asks, for a form elsewhere cannot set it.
    if (byCookie) headers['x-jackdaw'] = 'web';
    try {
      const response = await fetch(addressOf(server, endpoint, asked), {
        method: endpoint.method,
        headers,
        body: asked.file ?? (asked.body === undefined ? null : JSON.stringify(asked.body)),
        // Nothing ambient goes along (but the cookie to those who make and end sessions), nothing is kept, and a redirect never carries
        // what we send to another place.
        credentials: byCookie && token === null ? 'same-origin' : 'omit',
        cache: 'no-store',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        signal: asked.signal ? AbortSignal.any([asked.signal, ours.signal]) : ours.signal,
      });
      if (!response.ok) throw await readRefusal(response, Date.now());
      if (endpoint.reply === null) return undefined;
      if (typeof endpoint.reply === 'string') return await readBlob(response, restart);
      return await readReply(response, endpoint.reply);
    } catch (error) {
      if (asked.signal?.aborted) throw asked.signal.reason;
      if (ours.signal.aborted) throw ours.signal.reason;
      // fetch and body reading reject with a TypeError for everything the network does.
      if (error instanceof TypeError) throw new TryLater('offline', null, error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function tokens() {
    const kept = await session.tokens(server);
    if (kept === null || (userId !== undefined && kept.userId !== userId)) throw new SignedOut('unauthenticated');
    return kept;
  }

  async function renew(refreshToken: string | null): Promise<Pair> {
    const body = refreshToken === null ? {} : { refreshToken };
    const ask = (limitMs: number) => exchange(endpoints.refresh, { body }, null, limitMs);
    try {
      const reply = await ask(REFRESH_TIMEOUT_MS).catch((error: unknown) => {
        // The answer may have been lost after the server had already turned the token over: ask while it would still repeat it.
        if (error instanceof TryLater && (error.reason === 'offline' || error.reason === 'timeout')) return ask(timeoutMs);
        throw error;
      });
      const renewed = reply as Reply<'refresh'>;
      // What was sent in the body comes back in the body; only a cookie is followed by a cookie.
      if (renewed.refreshToken === null && refreshToken !== null) throw new TryLater('strange_reply');
      // Whoever left meanwhile does not come back by it.
      if (!(await session.renew(server, refreshToken, renewed))) throw new SignedOut('unauthenticated');
      return renewed;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      // Only these words end a session; any other refusal of a refresh is a server out of order, and never signs anybody out.
      const withoutCookie = refreshToken === null && error.problem.code === 'unauthenticated';
      if (!withoutCookie && !REFRESH_ENDED.has(error.problem.code)) throw new TryLater('strange_reply', null, error);
      await session.end(refreshToken, error.problem.code);
      throw new SignedOut(error.problem.code);
    }
  }

  /** A usable pair whose access token is not `stale`. However many contexts ask at once, the server is asked once. */
  function freshPair(stale: string | null): Promise<Pair> {
    return oneAtATime(`jackdaw-refresh ${server}`, async () => {
      const { accessToken, refreshToken } = await tokens();
      return accessToken !== null && accessToken !== stale ? { accessToken, refreshToken } : await renew(refreshToken);
    });
  }

  async function exchangeWith({ accessToken, refreshToken }: Pair, endpoint: Endpoint, asked: Asked): Promise<unknown> {
    try {
      return await exchange(endpoint, asked, accessToken);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 401 || !ENDED.has(error.problem.code)) throw error;
      await session.end(refreshToken, error.problem.code);
      throw new SignedOut(error.problem.code);
    }
  }

  async function callAsUser(endpoint: Endpoint, asked: Asked): Promise<unknown> {
    const { accessToken, refreshToken } = await tokens();
    const pair = accessToken === null ? await freshPair(null) : { accessToken, refreshToken };
    try {
      return await exchangeWith(pair, endpoint, asked);
    } catch (error) {
      if (!(error instanceof ProblemError) || !RENEWABLE.has(error.problem.code)) throw error;
    }
    try {
      return await exchangeWith(await freshPair(pair.accessToken), endpoint, asked);
    } catch (error) {
      // A token just given and refused at once: the server disagrees with itself (clocks, keys), which is no reason to sign out.
      if (error instanceof ProblemError && RENEWABLE.has(error.problem.code)) throw new TryLater('strange_reply', null, error);
      throw error;
    }
  }

  return {
    server,
    async call(name, ...[ask]) {
      const endpoint: Endpoint = endpoints[name];
      const asked: Asked = ask ?? {};
      if (endpoint.access === 'public') return (await exchange(endpoint, asked, null)) as Reply<typeof name>;
      const reply = await callAsUser(endpoint, asked);
      // What comes back after its user has left is nobody's here any more: it must not be written down.
      if (userId !== undefined) await tokens();
      return reply as Reply<typeof name>;
    },
  };
}
