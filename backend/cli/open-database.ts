import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import type { Environment } from '../config.ts';
import { checkServer } from '../postgres/check-server.ts';
import { choosePlace } from '../postgres/place.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';

/** The installation's database, as its owner. `major` is of a server of yours; the built-in one is always known. */
export interface OpenDatabase {
  ownerUrl: string;
  isBuiltIn: boolean;
  /** Whether a server of ours is running on the built-in database at this moment. */
  isServing: boolean;
  major: number;
  close(): Promise<void>;
}

async function majorOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url, application_name: 'jackdaw-admin', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the query that is waiting reports it
  await client.connect();
  try {
    const { rows } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`);
    return rows[0]?.major ?? 0;
  } finally {
    await client.end();
  }
}

/** The address of the built-in PostgreSQL that a running server has started: where it listens stands in its own pid file. */
async function findRunning(dataDir: string): Promise<string | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const file = path.join(choosePlace(dataDir).folder, 'data/postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [, , , port, socket] = readFileSync(file, 'utf8').split('\n');
  if (!port || !socket) return undefined;
  const url = `postgres://postgres@localhost/jackdaw?host=${encodeURIComponent(socket)}&port=${port}`;
  // A file that a killed server left behind names nobody.
  return majorOf(url).then(
    () => url,
    () => undefined,
  );
}

/**
 * Opens the database that the settings name: the one in DATABASE_URL, or the built-in one, which is started for as long as this program runs
 * unless a server is running on it. Throws a StartupProblem for one that cannot be reached, or was never made.
 */
export async function openDatabase({ databaseUrl, dataDir }: Pick<Environment, 'databaseUrl' | 'dataDir'>): Promise<OpenDatabase> {
  const nothing = async (): Promise<void> => {};
  if (databaseUrl !== undefined) {
    await checkServer(databaseUrl);
    return { ownerUrl: databaseUrl, isBuiltIn: false, isServing: false, major: await majorOf(databaseUrl), close: nothing };
  }
  const running = await findRunning(dataDir);
  if (running !== undefined) return { ownerUrl: running, isBuiltIn: true, isServing: true, major: await majorOf(running), close: nothing };
  const postgres = await startPostgres({ dataDir }).catch((error: unknown) => {
    if (!(error instanceof StartupProblem)) throw error;
    throw new StartupProblem(`The built-in database does not start: ${error.message}`, { cause: error });
  });
  return { ownerUrl: postgres.ownerUrl, isBuiltIn: true, isServing: false, major: postgres.major, close: () => postgres.stop() };
}
