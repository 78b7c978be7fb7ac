import knexFactory, { type Knex } from 'knex';
import { Pool, type PoolConfig } from 'pg';

/** Hears of a connection that broke while nobody used it. Those are expected (a restarted server) and cured by the next use. */
export type ConnectionLog = (error: Error) => void;

/**
 * The application's way to PostgreSQL. `knex` is for models and transactions; `pipe` is for several statements in one
 * trip; `streams` is for COPY and cursors (give a client back with an error when its stream was cut short).
 */
export type Database = {
  knex: Knex;
  pipe: Pool;
  streams: Pool;
  /** How busy each pool is at this moment. */
  use(): Record<'models' | 'pipe' | 'streams', PoolUse>;
  close(): Promise<void>;
};

/** Connections in use and idle, and how many wait for one. */
export type PoolUse = { used: number; idle: number; waiting: number };

export type DatabaseOptions = {
  url: string;
  /** Every connection takes this role. Absent: the url's own user is already the one to be. */
  role?: string;
  /** The most that are open at once, LEAST_CONNECTIONS or more. */
  connections?: number;
  log?: ConnectionLog;
};

const SECOND = 1000;
// Past these an answer would be no use: the caller gets 503 and tries again.
const ACQUIRE_TIMEOUT_MS = 2 * SECOND;
const STATEMENT_TIMEOUT_MS = 5 * SECOND;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10 * SECOND;
/** A COPY lasts as long as its reader takes: this is 4 GB over a slow home line, and no statement for ever. */
const STREAM_TIMEOUT_MS = 30 * 60 * SECOND;
const IDLE_TIMEOUT_MS = 30 * SECOND;

/**
 * `url` with `-c role=…` among its startup options. Set there, the role is the connection's default: `reset role` and `discard all`
 * come back to it, not to the url's user.
 */
export function withRole(url: string, role: string | undefined): string {
  if (role === undefined) return url;
  const changed = new URL(url);
  const options = [changed.searchParams.get('options'), `-c role=${role}`].filter(Boolean).join(' ');
  // Node writes a space in a query as "+", which other PostgreSQL clients take for a plus.
  changed.searchParams.delete('options');
  const separator = changed.search === '' ? '?' : '&';
  return `${changed.href}${separator}options=${encodeURIComponent(options)}`;
}

function logText(log: ConnectionLog): (message: unknown) => void {
  return (message) => log(message instanceof Error ? message : new Error(String(message)));
}

/** What Knex' pool (tarn) tells of itself; Knex has no type for it. */
type Tarn = { numUsed(): number; numFree(): number; numPendingAcquires(): number };

function useOf({ totalCount, idleCount, waitingCount }: Pool): PoolUse {
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

/** With fewer, a single download and a single import would keep everybody else waiting. */
export const LEAST_CONNECTIONS = 6;
const CONNECTIONS = 24;

/** A sixth for streams, which last; the rest in halves for trips and for models, the odd one for models. */
export function shareConnections(connections: number): Record<'models' | 'pipe' | 'streams', number> {
  const streams = Math.round(connections / 6);
  const pipe = Math.floor((connections - streams) / 2);
  return { models: connections - streams - pipe, pipe, streams };
}

/** Opens no connection yet: each pool connects when first used. */
export function createDatabase({ url, role, connections = CONNECTIONS, log = () => {} }: DatabaseOptions): Database {
  const share = shareConnections(connections);
  const connection = {
    connectionString: withRole(url, role), // as a plain string, Knex would drop ?host= and dial 127.0.0.1
    application_name: 'jackdaw',
    keepAlive: true,
    connectionTimeoutMillis: ACQUIRE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  };

  const knex = knexFactory({
    client: 'pg',
    connection,
    pool: { min: 0, max: share.models, createTimeoutMillis: ACQUIRE_TIMEOUT_MS, idleTimeoutMillis: IDLE_TIMEOUT_MS },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    // Knex tells the console of connections that broke; ours go where the other pools' do.
    log: { warn: logText(log), error: logText(log), deprecate: () => {}, debug: () => {} },
  });

  const open = (config: PoolConfig): Pool => {
    const pool = new Pool({ ...connection, idleTimeoutMillis: IDLE_TIMEOUT_MS, ...config });
    // Without listeners, a connection that breaks between two queries ends the process: in the pool, and while it is taken out.
    pool.on('error', log);
    pool.on('connect', (client) => client.on('error', log));
    return pool;
  };
  const pipe = open({ max: share.pipe });
  const streams = open({ max: share.streams, statement_timeout: STREAM_TIMEOUT_MS });

  const closeAll = async (): Promise<void> => {
    await Promise.all([knex.destroy(), pipe.end(), streams.end()]);
  };
  let closing: Promise<void> | undefined;
  return {
    knex,
    pipe,
    streams,
    use: () => {
      const tarn: Tarn = knex.client.pool;
      const models = { used: tarn.numUsed(), idle: tarn.numFree(), waiting: tarn.numPendingAcquires() };
      return { models, pipe: useOf(pipe), streams: useOf(streams) };
    },
    close: () => (closing ??= closeAll()),
  };
}
