import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupProblem } from './startup-problem.ts';

const FLOCK = ['/usr/bin/flock', '/bin/flock'].find((file) => existsSync(file));

/** One process's hold on a folder. `fd` may be handed to children: the folder then stays locked until they are gone too. */
export type FolderLock = { fd: number; release(): void };

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    // A killed process that nobody has waited for yet still answers signals.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !existsSync('/proc/self/stat');
  }
}

function tryFlock(flock: string, fd: number): boolean {
  // The lock belongs to the open file, which flock(1) shares with us through its descriptor 3: it outlives flock(1) and ends with the
  // last process that has the file open, however that process ends.
  return spawnSync(flock, ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] }).status === 0;
}

function tryPidFile(file: string): number | undefined {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      return openSync(file, 'wx+', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAlive(ownerOf(file))) return undefined;
      rmSync(file, { force: true });
    }
  }
  return undefined;
}

function ownerOf(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
}

export type LockOptions = {
  /** How long a dead owner's PostgreSQL may take to end. */
  patienceMs?: number;
  /** The flock(1) program; `undefined` where there is none (macOS). */
  flock?: string | undefined;
};

/**
 * Takes `folder` for this process. Where another live process has it, that is a StartupProblem at once; where its owner is dead but
 * its PostgreSQL is still shutting down, waits for it. Without flock(1) the process id in the file decides alone.
 */
export async function lockFolder(folder: string, options: LockOptions = {}): Promise<FolderLock> {
  const { patienceMs = 20_000, flock } = { flock: FLOCK, ...options };
  const file = path.join(folder, 'lock');
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const owner = ownerOf(file);
    const fd = flock === undefined ? tryPidFile(file) : openSync(file, 'a+', 0o600);
    if (fd !== undefined && (flock === undefined || tryFlock(flock, fd))) {
      ftruncateSync(fd, 0);
      writeSync(fd, `${process.pid}\n`);
      return {
        fd,
        release: () => {
          // With flock(1) the file stays: were it removed, two processes could lock two files of one name.
          if (flock === undefined) rmSync(file, { force: true });
          closeSync(fd);
        },
      };
    }
    if (fd !== undefined) closeSync(fd);
    if (isAlive(owner))
      throw new StartupProblem(`Another Jackdaw (process ${owner}) is using ${folder}: stop it, or set another DATA_DIR.`);
    if (Date.now() > deadline)
      throw new StartupProblem(`${folder} is still in use by the PostgreSQL of a Jackdaw that has ended: stop it first.`);
    await sleep(50);
  }
}
