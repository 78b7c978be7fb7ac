import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { canEnter, chooseAccount, type Account } from './account.ts';
import { syncFolder } from './cluster.ts';
import { StartupProblem } from './startup-problem.ts';

/** Where the embedded cluster lives and who runs it. `elsewhere`: not below the data folder, because its account cannot go there. */
export type Place = { folder: string; account: Account | undefined; elsewhere: boolean };

const POINTER = 'postgres-folder';

function ownerOf(folder: string): number | undefined {
  return existsSync(folder) ? statSync(folder).uid : undefined;
}

function knownPlace(folder: string, elsewhere: boolean): Place {
  const account = chooseAccount(ownerOf(path.join(folder, 'data')));
  if (!canEnter(account, folder)) {
    throw new StartupProblem(
      `The database in ${folder} cannot be reached by "${account?.name}", who runs it: make the folders above it enterable (chmod o+x) again.`,
    );
  }
  return { folder, account, elsewhere };
}

function writeDurably(file: string, text: string): void {
  const fd = openSync(file, 'w');
  writeSync(fd, text);
  fsyncSync(fd);
  closeSync(fd);
  syncFolder(path.dirname(file));
}

/**
 * The folder of the cluster that belongs to `dataDir` (which exists): `dataDir/postgres`; or, when we are root and the account that
 * runs PostgreSQL cannot enter it (a checkout below /root), a new folder in `stateDir`. Which one is written down in
 * `dataDir/postgres-folder`, so a data folder that was renamed still finds its rows, and a new one in its place does not. Never begins
 * an empty cluster where one is known to exist: throws a StartupProblem instead.
 */
export function choosePlace(dataDir: string, stateDir = '/var/lib'): Place {
  const pointer = path.join(dataDir, POINTER);
  if (existsSync(pointer)) {
    const folder = readFileSync(pointer, 'utf8').trim();
    // There but without a cluster is a first start that was cut short.
    if (existsSync(folder)) return knownPlace(folder, true);
    throw new StartupProblem(
      `${pointer} says the database is in ${folder}, which is gone: bring it back, or remove that file to begin empty.`,
    );
  }
  const below = path.join(dataDir, 'postgres');
  if (existsSync(path.join(below, 'data'))) return knownPlace(below, false);

  const account = chooseAccount();
  // As root the folder stays ours and only what PostgreSQL writes is given to its account.
  const mode = account === undefined ? 0o700 : 0o711;
  mkdirSync(below, { recursive: true, mode });
  if (canEnter(account, below)) return { folder: below, account, elsewhere: false };
  if (readdirSync(below).length === 0) rmdirSync(below);

  if (!canEnter(account, stateDir)) {
    throw new StartupProblem(
      `"${account?.name}", who runs PostgreSQL, can enter neither ${dataDir} nor ${stateDir}: set DATA_DIR to a folder it can.`,
    );
  }
  const folder = mkdtempSync(path.join(stateDir, 'jackdaw-'));
  chmodSync(folder, mode);
  writeDurably(path.join(folder, 'belongs-to'), `${realpathSync(dataDir)}\n`);
  // Before there is anything in it: rows that cannot be found again are lost.
  writeDurably(pointer, `${folder}\n`);
  return { folder, account, elsewhere: true };
}
