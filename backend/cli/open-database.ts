import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

/** The address of the built-in PostgreSQL that a running server has started: where it listens stands in its own pid file. */
async function findRunning(dataDir: string): Promise<{ ownerUrl: string; major: number } | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const file = path.join(choosePlace(dataDir).folder, 'data/postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [, , , port, socket] = readFileSync(file, 'utf8').split('\n');
  if (!port || !socket) return undefined;
  const ownerUrl = `postgres://postgres@localhost/jackdaw?host=${encodeURIComponent(socket)}&port=${port}`;
  // A file that a killed server left behind names nobody.
  return checkServer(ownerUrl).then(
    (major) => ({ ownerUrl, major }),
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
    return { ownerUrl: databaseUrl, isBuiltIn: false, isServing: false, major: await checkServer(databaseUrl), close: nothing };
  }
  const running = await findRunning(dataDir);
  if (running !== undefined) return { ...running, isBuiltIn: true, isServing: true, close: nothing };
  const postgres = await startPostgres({ dataDir }).catch((error: unknown) => {
    if (!(error instanceof StartupProblem)) throw error;
    throw new StartupProblem(`The built-in database does not start: ${error.message}`, { cause: error });
  });
  return { ownerUrl: postgres.ownerUrl, isBuiltIn: true, isServing: false, major: postgres.major, close: () => postgres.stop() };
}
