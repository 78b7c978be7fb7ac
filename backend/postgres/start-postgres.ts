import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import type { Account } from './account.ts';
import { APP_ROLE } from './app-role.ts';
import { findBinaries, reachableBinaries } from './binaries.ts';
import { clearStalePid, ensureCluster, mkdirFor, POSTGRES_ENVIRONMENT } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { choosePlace } from './place.ts';
import { StartupProblem } from './startup-problem.ts';

/**
 * A private PostgreSQL of ours. `ownerUrl` signs in as its superuser (for migrations), `appUrl` as the plain role the application uses.
 * `elsewhere` is set when the cluster could not live below the data folder. `exited` resolves with PostgreSQL's last words, whenever it
 * ends. `stop()` shuts it down in order and may be called more than once.
 */
export type EmbeddedPostgres = {
  ownerUrl: string;
  appUrl: string;
  urlFor(user: string, database: string): string;
  pid: number;
  major: number;
  folder: string;
  elsewhere: boolean;
  exited: Promise<string>;
  stop(): Promise<void>;
};

export type StartOptions = {
  /** Holds the cluster, its lock and its socket. */
  dataDir: string;
  /** The database that is made for the application. */
  database?: string;
  /** For tests: no fsync, and more connections. Loses data on a power cut. */
  quick?: boolean;
  /** Where the cluster goes when PostgreSQL's account cannot enter `dataDir`. */
  stateDir?: string;
  environment?: NodeJS.ProcessEnv;
};

const SETPRIV = process.platform === 'linux' ? ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file)) : undefined;
const READY = /database system is ready to accept connections/;
/** A predecessor's last processes are still going away. */
const NOT_YET = /pre-existing shared memory block|lock file "[^"]*" already exists/;
const LOG_TAIL = 8000;

type Server = { child: ChildProcess; pid: number; exited: Promise<string> };

/** setpriv makes the kernel send PostgreSQL a shutdown (SIGINT) when this process dies, even by kill -9. */
function command(
  postgres: string,
  args: string[],
  account: Account | undefined,
): { file: string; args: string[]; ids: { uid?: number; gid?: number } } {
  const ids = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  if (SETPRIV === undefined) return { file: postgres, args, ids };
  // setpriv itself changes the account: the kernel forgets the death signal when a process changes it afterwards.
  const change = account === undefined ? [] : [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  return { file: SETPRIV, args: [...change, '--pdeathsig', 'INT', postgres, ...args], ids: {} };
}

async function launch(postgres: string, postgresArgs: string[], account: Account | undefined, lockFd: number): Promise<Server> {
  const { file, args, ids } = command(postgres, postgresArgs, account);
  const child = spawn(file, args, {
    cwd: '/',
    env: POSTGRES_ENVIRONMENT,
    detached: true, // its own process group: Ctrl-C reaches us first, and we stop it after the last request
    stdio: ['ignore', 'ignore', 'pipe', lockFd],
    ...ids,
  });
  let log = '';
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(log));
  });
  const ready = new Promise<boolean>((resolve) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-LOG_TAIL);
      if (READY.test(log)) resolve(true);
    });
    void exited.then(() => resolve(false));
  });
  if ((await ready) && child.pid !== undefined) return { child, pid: child.pid, exited };
  throw new StartFailure(await exited);
}

class StartFailure extends Error {
  override readonly name = 'StartFailure';

  /** What PostgreSQL said was fatal, in one line. */
  get reason(): string {
    const lines = this.message.trim().split('\n');
    return (lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').replace(/^.*?(?:FATAL|PANIC):\s*/, '');
  }
}

async function launchPatiently(start: () => Promise<Server>, folder: string): Promise<Server> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      if (!NOT_YET.test(error.message) || Date.now() > deadline) {
        throw new StartupProblem(`PostgreSQL does not start in ${folder}: ${error.reason}`, { cause: error });
      }
      await sleep(100);
    }
  }
}

async function stopServer({ child, exited }: Server): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGINT'); // "fast": ends sessions, writes a checkpoint
    const impatient = setTimeout(() => child.kill('SIGQUIT'), 15_000); // "immediate": the next start recovers from the log
    await exited;
    clearTimeout(impatient);
  }
}

async function prepare(ownerUrl: string, database: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $2) as database',
      [APP_ROLE, database],
    );
    if (!rows[0]?.role) await client.query(`create role ${escapeIdentifier(APP_ROLE)} login`);
    if (!rows[0]?.database) await client.query(`create database ${escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** Ends a server whose Jackdaw is gone where the kernel could not do it for us (no setpriv); refuses one that somebody else started. */
function endOrphan(pid: number, folder: string): void {
  if (SETPRIV !== undefined) throw new StartupProblem(`Another PostgreSQL (process ${pid}) is using ${folder}: stop it first.`);
  process.kill(pid, 'SIGINT');
}

/**
 * Starts a private PostgreSQL on `dataDir` (made if missing), as root or not, and makes its cluster, database and application role
 * when they are missing. It listens on a Unix socket in a folder nobody else can enter. One process may have a data folder; a second
 * gets a StartupProblem, as does every other failure its reader can do something about.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new StartupProblem(
      'The built-in PostgreSQL needs Unix sockets, which Windows lacks here: set DATABASE_URL, or run Jackdaw in WSL or Docker.',
    );
  }
  const { database = 'jackdaw', quick = false } = options;
  const found = findBinaries(options.environment);
  const dataDir = path.resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  let scratch: string | undefined;
  let server: Server | undefined;
  const cleanUp = (): void => {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
    lock.release();
  };
  try {
    const { folder, account, elsewhere } = choosePlace(dataDir, options.stateDir);
    const data = path.join(folder, 'data');
    const binaries = await reachableBinaries(found, account, folder);
    await ensureCluster({ data, binaries, account, lockFd: lock.fd, quick });
    const orphan = clearStalePid(data);
    if (orphan !== undefined) endOrphan(orphan, folder);

    let socket = path.join(folder, 'socket');
    // A socket's path holds at most 103 bytes on macOS, 107 on Linux, and ends in "/.s.PGSQL.5432".
    if (Buffer.byteLength(socket) > 88) scratch = socket = mkdtempSync(path.join(os.tmpdir(), 'jackdaw-'));
    mkdirFor(account, socket);

    const settings = {
      listen_addresses: '',
      unix_socket_directories: `"${socket.replaceAll('"', '""')}"`, // a list: unquoted, a comma in the path would end it
      unix_socket_permissions: '0700',
      shared_buffers: '128MB',
      max_connections: quick ? '300' : '60',
      timezone: 'UTC',
      jit: 'off', // its compile time is longer than any query here
      ...(quick ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
    };
    const args = ['-D', data, '-p', '5432', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    server = await launchPatiently(() => launch(path.join(binaries.bin, 'postgres'), args, account, lock.fd), folder);
    const running = server;

    const urlFor = (user: string, name: string): string =>
      `postgres://${user}@localhost/${name}?host=${encodeURIComponent(socket)}&port=5432`;
    await prepare(urlFor('postgres', 'postgres'), database);
    let stopped: Promise<void> | undefined;
    return {
      ownerUrl: urlFor('postgres', database),
      appUrl: urlFor(APP_ROLE, database),
      urlFor,
      pid: running.pid,
      major: binaries.major,
      folder,
      elsewhere,
      exited: running.exited,
      stop: () => (stopped ??= stopServer(running).then(cleanUp)),
    };
  } catch (error) {
    if (server !== undefined) await stopServer(server);
    cleanUp();
    throw error;
  }
}
