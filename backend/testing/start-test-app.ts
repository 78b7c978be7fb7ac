import { createSecretKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 } from 'uuid';
import { inject } from 'vitest';
import type { Application, Problem, SaveApplicationInput, Session } from '../../contract/index.ts';
import type { RateLimit, RateLimits } from '../accounts/rate-limits.ts';
import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import { createLog } from '../http/create-log.ts';
import type { Database } from '../postgres/pools.ts';
import { checkReply } from './check-reply.ts';
import { rememberingStatements } from './statement-log.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { refuseUnscoped } from './unscoped-statements.ts';

export const PASSWORD = 'grüne Dohlen im Kamin';

const unlimited: RateLimit = { take: async () => {}, reset: async () => {} };
const NO_LIMITS: RateLimits = {
  signInByAddress: unlimited,
  signInByAccount: unlimited,
  signUpByAddress: unlimited,
  refreshByAddress: unlimited,
  signOutByAddress: unlimited,
  passwordByAccount: unlimited,
};

/** A session whose refresh token travels in bodies, as an extension's does. */
export type KeptSession = Session & { refreshToken: string };

interface Reply<Body> {
  status: number;
  headers: Headers;
  text: string;
  /** Of a reply that is not JSON: undefined. */
  body: Body;
}

interface Ask {
  token?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: NonNullable<RequestInit['body']>;
  headers?: Record<string, string>;
}

export interface TestApp {
  url: string;
  config: Config;
  database: Database;
  /** Everything that was logged, as text. */
  logged(): string;
  /** Asks, and holds the reply against the contract before anybody looks at it. */
  ask<Body = Problem>(method: string, pathAndQuery: string, ask?: Ask): Promise<Reply<Body>>;
  signUp(email?: string, device?: string): Promise<KeptSession>;
  signIn(email: string, password?: string): Promise<KeptSession>;
  save(token: string, id?: string, body?: SaveApplicationInput): Promise<Application>;
  /** Throws when a request made a statement that does not say whose rows it is about. */
  close(): Promise<void>;
}

/** A body with nothing but what must be there, unless told. */
export function buildSave({
  posting,
  ...pursuit
}: { posting?: Partial<SaveApplicationInput['posting']> } & Partial<Omit<SaveApplicationInput, 'posting'>> = {}): SaveApplicationInput {
  return { posting: { title: 'Ornithologist', company: 'Tower Ltd', url: 'https://example.org/postings/1', ...posting }, ...pursuit };
}

/** The whole application over HTTP on a port of its own: an open installation without limits, unless told. */
export async function startTestApp(
  database: Database,
  { config: settings = {}, limited = false }: { config?: Partial<Config>; limited?: boolean } = {},
): Promise<TestApp> {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  const config: Config = {
    publicUrl: 'http://jackdaw.test',
    jwtKey: createSecretKey('a secret of the tests, long enough to be one', 'utf8'),
    registration: 'open',
    ...settings,
  };
  const answer = createApp({ database, config, log, ...(limited ? {} : { rateLimits: NO_LIMITS }) }).callback();
  const statements = new Set<string>();
  // Connections are kept for ever: a busy machine may pause a test for longer than the usual five seconds, just when it reuses one.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) =>
    rememberingStatements(statements, () => answer(request, response)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function ask<Body = Problem>(
    method: string,
    pathAndQuery: string,
    { token, body, raw, headers = {} }: Ask = {},
  ): Promise<Reply<Body>> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const reply = await fetch(`${url}${pathAndQuery}`, {
      method,
      headers: {
        ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent, duplex: 'half' }),
    } as RequestInit);
    const text = Buffer.from(await reply.arrayBuffer()).toString('utf8');
    if (method !== 'OPTIONS' && method !== 'HEAD') checkReply(method, pathAndQuery.split('?')[0] ?? '', reply, text);
    const isJson = /json/.test(reply.headers.get('content-type') ?? '') && text !== '';
    return { status: reply.status, headers: reply.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  return {
    url,
    config,
    database,
    logged: () => lines.join(''),
    ask,
    async signUp(email = `${v7()}@example.org`, device = 'Test') {
      const { body, status, text } = await ask<KeptSession>('POST', '/api/auth/sign-up', { body: { email, password: PASSWORD, device } });
      if (status !== 201) throw new Error(text);
      return body;
    },
    async signIn(email, password = PASSWORD) {
      const { body, status, text } = await ask<KeptSession>('POST', '/api/auth/sign-in', { body: { email, password } });
      if (status !== 200) throw new Error(text);
      return body;
    },
    async save(token, id = v7(), body = buildSave()) {
      const { body: saved, status, text } = await ask<Application>('PUT', `/api/applications/${id}`, { token, body });
      if (status !== 201) throw new Error(text);
      return saved;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      refuseUnscoped(statements, inject('tenantTables'));
    },
  };
}

/** The same with a database of its own; `close()` drops that too. */
export async function startWithDatabase(options?: Parameters<typeof startTestApp>[1]): Promise<TestApp & { testDatabase: TestDatabase }> {
  const testDatabase = await createTestDatabase();
  const app = await startTestApp(testDatabase.database, options);
  return {
    ...app,
    testDatabase,
    async close() {
      try {
        await app.close();
      } finally {
        await testDatabase.drop();
      }
    },
  };
}
