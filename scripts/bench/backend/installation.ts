import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { createAccessTokens } from '../../../backend/accounts/access-token.ts';
import { createKeyRing } from '../../../backend/accounts/keys.ts';
import { startPostgres, type EmbeddedPostgres } from '../../../backend/postgres/start-postgres.ts';
import { createServerProcess, SERVER_SECRET, type Server } from '../../../tests/server-process.ts';

/** Well formed, and of no password: who is asked for one is told that it is wrong. */
const NOBODYS_HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A whole server on a PostgreSQL of its own, fsync on, as one person would run it. */
export interface Installation {
  readonly postgres: EmbeddedPostgres;
  server: Server;
  /** Signed in as the superuser, to load rows and to see what is there. */
  readonly owner: Client;
  /** Makes users `first`…`last` (see `userId`), each signed in. */
  addUsers(first: number, last: number): Promise<void>;
  /** A new access token of user `n`, good for ten minutes. */
  tokenOf(n: number): string;
  /** Ends PostgreSQL under the server and starts it again, with a new `owner`. Resolves when it takes connections. */
  restartPostgres(): Promise<void>;
  stop(): Promise<void>;
}

/** User `n`'s id: so that SQL can make and choose users by number. */
export const userId = (n: number): string => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** The same in SQL, of an expression that is a number. */
export const userIdSql = (n: string): string => `('018f0000-0000-7000-8000-' || lpad(to_hex((${n})::int), 12, '0'))::uuid`;

const SESSION = '018f0000-0000-7000-8001-000000000001';

/** Accounts and sessions are put in by SQL: 2,000 sign-ups would take half a minute of Argon2, and are not what is measured. */
const ADD_USERS = `
with added as (
  insert into users (id, email, password_hash) select ${userIdSql('n')}, 'user-' || n || '@example.org', '${NOBODYS_HASH}' from generate_series($1::int, $2::int) n
  returning id
)
insert into sessions (user_id, id, label, current_hash, expires_at, absolute_expires_at)
select id, '${SESSION}', 'Bench', sha256('x'), now() + interval '1 day', now() + interval '1 day' from added`;

export async function startInstallation(): Promise<Installation> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'jackdaw-bench-'));
  let postgres = await startPostgres({ dataDir, stateDir: tmpdir() });
  const server = await createServerProcess(postgres.ownerUrl);
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: postgres.ownerUrl });
    client.on('error', () => {}); // PostgreSQL is ended under it
    await client.connect();
    return client;
  };
  let owner: Client | undefined;
  const stop = async (): Promise<void> => {
    await owner?.end().catch(() => {});
    await server.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await server.start();
    owner = await connect();
  } catch (error) {
    await stop();
    throw error;
  }
  const tokens = createAccessTokens(createKeyRing(createSecretKey(SERVER_SECRET, 'utf8'), undefined), server.url);
  let connected = owner;
  return {
    get postgres() {
      return postgres;
    },
    server,
    get owner() {
      return connected;
    },
    addUsers: async (first, last) => void (await connected.query(ADD_USERS, [first, last])),
    tokenOf: (n) => tokens.issue(userId(n), SESSION),
    async restartPostgres() {
      await connected.end().catch(() => {});
      await postgres.stop();
      postgres = await startPostgres({ dataDir, stateDir: tmpdir() });
      owner = connected = await connect();
    },
    stop,
  };
}
