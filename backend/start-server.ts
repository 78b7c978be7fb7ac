import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { makeSetUpLink, SET_UP_MINUTES } from './administration/set-up.ts';
import type { AppParts } from './app.ts';
import { createConfig, keptSecret, localUrl, type Config, type Environment } from './config.ts';
import { createDoor } from './door.ts';
import { answerBroken, requireHost } from './http/answer-broken.ts';
import { createMetrics } from './http/metrics.ts';
import { SERVER_LIMITS, STALLED_MS } from './http/server-limits.ts';
import { chooseRole } from './postgres/app-role.ts';
import { checkServer } from './postgres/check-server.ts';
import { migrate } from './postgres/migrate.ts';
import { createDatabase, type Database } from './postgres/pools.ts';
import { startPostgres } from './postgres/start-postgres.ts';
import { StartupProblem } from './postgres/startup-problem.ts';

export type ServerParts = {
  environment: Environment;
  log: Logger;
  createApp(parts: AppParts): { callback(): RequestListener };
  /** Aborted when the person wants the start given up. */
  signal: AbortSignal;
};

/** A server that answers. `lost` resolves with the reason if it cannot go on. `stop()` ends it in order, and may be called again. */
export type RunningServer = { url: string; notes: string[]; lost: Promise<string>; stop(): Promise<void> };

const EXPLAINED: Record<string, string> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
  ENOTFOUND: 'is not an address of this machine',
};

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = EXPLAINED[error.code ?? ''] ?? `cannot be listened on (${error.code ?? error.message})`;
      reject(new StartupProblem(`${host}:${port} ${reason}: set PORT or HOST to another.`, { cause: error }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * The one secret that may stand where the server writes: whoever reads that runs it, and it is worth nothing once it was used. It goes
 * past the log, which may be kept and sent elsewhere line by line.
 */
async function noteSetUp(database: Database, { publicUrl }: Config): Promise<string[]> {
  const link = await makeSetUpLink(database, publicUrl);
  if (link === undefined) return [];
  return [
    `Nobody has an account here yet. This link makes the first one, the administrator's, within ${SET_UP_MINUTES} minutes:\n  ${link}`,
  ];
}

/**
 * Starts the whole server: takes the port, starts or reaches PostgreSQL, migrates it, opens the application. With a PostgreSQL of its own
 * the port comes first, so that a second start ends before it has touched anything. With a shared one it comes last: a proxy in front of
 * several servers asks another one as long as a connection is refused, and must not be told 503 meanwhile. Throws a StartupProblem for what its reader can cure; everything that was
 * started by then is stopped again.
 */
export async function startServer({ environment, log, createApp, signal }: ServerParts): Promise<RunningServer> {
  const closers: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const close of closers.toReversed()) await close();
    })());

  try {
    const door = createDoor({ drainMs: environment.drainSeconds * 1000 });
    const server = createServer({ ...SERVER_LIMITS, requireHostHeader: false }, requireHost(door.listener));
    answerBroken(server);
    server.setTimeout(STALLED_MS);
    const takePort = (): Promise<number> => listen(server, environment.host, environment.port);
    const { databaseUrl } = environment;
    // A port that the system is to choose has no proxy in front of it, and our address is made of it.
    const early = databaseUrl === undefined || environment.port === 0 ? await takePort() : undefined;
    closers.push(() => door.close(server));
    const notes: string[] = [];
    signal.throwIfAborted();

    let ownerUrl = databaseUrl ?? '';
    let appUrl = databaseUrl;
    let lost = new Promise<string>(() => {});
    if (databaseUrl === undefined) {
      const postgres = await startPostgres({ dataDir: environment.dataDir });
      closers.push(() => postgres.stop());
      ({ ownerUrl, appUrl } = postgres);
      lost = postgres.exited.then((words) => `PostgreSQL ended without being asked to. Its last words: ${words.trim().split('\n').at(-1)}`);
      if (postgres.elsewhere)
        notes.push(`The database is in ${postgres.folder}: the account that runs PostgreSQL cannot enter ${environment.dataDir}.`);
    } else {
      await checkServer(databaseUrl);
    }
    signal.throwIfAborted();

    await migrate(ownerUrl);
    signal.throwIfAborted();

    const { role, warning } = databaseUrl === undefined ? {} : await chooseRole(databaseUrl);
    if (warning !== undefined) log.warn(warning);
    const database = createDatabase({
      url: appUrl ?? ownerUrl,
      connections: environment.databaseConnections,
      ...(role === undefined ? {} : { role }),
      log: (err) => log.warn({ err }, 'a database connection broke'),
    });
    closers.push(() => database.close());

    const secret = environment.jwtSecret ?? (await keptSecret(environment.dataDir));
    const url = localUrl(environment.host, early ?? environment.port);
    const metrics = createMetrics(database, { ofProcess: true });
    const config = createConfig(environment, url, secret);
    if (config.registration === 'invite') notes.push(...(await noteSetUp(database, config)));
    door.open(createApp({ database, config, log, metrics }).callback());
    // Requests end before the pools they use, and the pools before PostgreSQL.
    closers.push(() => door.close(server));
    if (early === undefined) await takePort();
    return { url, notes, lost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
