import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { StartupProblem } from './startup-problem.ts';

/** PostgreSQL gets no environment of ours: PGDATA, PGPORT or a locale in it would change what it does. */
export const POSTGRES_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Makes `folder` (mode 0700) for PostgreSQL's account. */
export function mkdirFor(account: Account | undefined, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
}

/** Makes what was created or renamed in `folder` survive a power cut. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

/** Runs initdb. Not a *Sync call: it takes seconds, in which a signal must be heard and liveness be answered. */
async function runInitdb(initdb: string, args: string[], account: Account | undefined, lockFd: number): Promise<string | undefined> {
  const child = spawn(initdb, args, {
    cwd: '/',
    env: POSTGRES_ENVIRONMENT,
    detached: true, // Ctrl-C is for us alone
    // It holds the folder's lock as we do: were we killed now, the next start waits until it is done.
    stdio: ['ignore', 'ignore', 'pipe', lockFd],
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : (complaint.trim().split('\n').at(-1) ?? 'it gave no reason')));
  });
}

export type ClusterOptions = { data: string; binaries: Binaries; account: Account | undefined; lockFd: number; quick: boolean };

/**
 * Makes the cluster in `data` unless it is there. It is made beside and renamed, so a half-made cluster is never taken for a whole
 * one. Throws a StartupProblem when `data` is of another major version (nothing is touched then) or holds something else.
 */
export async function ensureCluster({ data, binaries, account, lockFd, quick }: ClusterOptions): Promise<void> {
  if (existsSync(data)) return checkCluster(data, binaries);
  const half = `${data}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirFor(account, half);
  const locale =
    binaries.major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8', '--lc-messages=C'];
  // The socket sits in a folder only PostgreSQL's account (and root) can enter, and nothing listens on TCP: no password to keep.
  const access = ['--auth-local=trust', '--auth-host=reject'];
  const args = ['-D', half, '-U', 'postgres', '-E', 'UTF8', ...access, '--no-instructions', ...locale, ...(quick ? ['--no-sync'] : [])];
  const complaint = await runInitdb(path.join(binaries.bin, 'initdb'), args, account, lockFd);
  if (complaint !== undefined) throw new StartupProblem(`PostgreSQL could not make its cluster in ${half}: ${complaint}`);
  renameSync(half, data);
  if (!quick) syncFolder(path.dirname(data));
}

function checkCluster(data: string, { major }: Binaries): void {
  const file = path.join(data, 'PG_VERSION');
  if (!existsSync(file))
    throw new StartupProblem(`${data} is not a PostgreSQL cluster (no PG_VERSION): move it away, or set another DATA_DIR.`);
  const found = readFileSync(file, 'utf8').trim();
  if (found !== String(major)) {
    throw new StartupProblem(
      `The database in ${data} was made by PostgreSQL ${found}, and this is PostgreSQL ${major}: set PG_BIN_DIR to the bin folder of a PostgreSQL ${found}.`,
    );
  }
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
}

/** Whether process `pid` is a PostgreSQL server of `data`: its working folder says so where /proc exists, its command line elsewhere. */
function serves(pid: number, data: string): boolean {
  if (!existsSync('/proc/self/cwd')) return commandOf(pid).includes(data);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false; // gone, or killed and not yet waited for
  }
}

/**
 * Deals with the postmaster.pid of a server that did not stop in order. PostgreSQL itself believes in it as long as *any* process has
 * that number, as happens after a reboot or in a restarted container; here the process must really serve this folder. Returns the
 * number of such a server, else removes the file. Call it with the folder locked.
 */
export function clearStalePid(data: string): number | undefined {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (Number.isInteger(pid) && pid > 0 && serves(pid, data)) return pid;
  rmSync(file);
  return undefined;
}
