import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canEnter, chooseAccount, type Account } from './account.ts';
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

/**
 * The folder of the cluster that belongs to `dataDir` (which exists): `dataDir/postgres`; or, when we are root and the account that
 * runs PostgreSQL cannot enter it (a checkout below /root), a folder in `stateDir` named after `dataDir`. That choice is written down
 * in `dataDir/postgres-folder`, so a data folder that was renamed still finds its rows. Never begins an empty cluster where one is
 * known to exist: throws a StartupProblem instead.
 */
export function choosePlace(dataDir: string, stateDir = '/var/lib'): Place {
  const pointer = path.join(dataDir, POINTER);
  if (existsSync(pointer)) {
    const folder = readFileSync(pointer, 'utf8').trim();
    if (!existsSync(path.join(folder, 'data'))) {
      throw new StartupProblem(
        `${pointer} says the database is in ${folder}, where there is none: bring it back, or remove that file to begin empty.`,
      );
    }
    return knownPlace(folder, true);
  }
  const below = path.join(dataDir, 'postgres');
  if (existsSync(path.join(below, 'data'))) return knownPlace(below, false);

  const account = chooseAccount();
  // As root the folder stays ours and only what PostgreSQL writes is given to its account.
  const mode = account === undefined ? 0o700 : 0o711;
  mkdirSync(below, { recursive: true, mode });
  if (canEnter(account, below)) return { folder: below, account, elsewhere: false };

  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
  const folder = path.join(stateDir, `jackdaw-${name}`);
  mkdirSync(folder, { recursive: true, mode });
  if (!canEnter(account, folder)) {
    throw new StartupProblem(
      `"${account?.name}", who runs PostgreSQL, can enter neither ${dataDir} nor ${folder}: set DATA_DIR to a folder it can.`,
    );
  }
  return { folder, account, elsewhere: true };
}

/** Writes down that the cluster of `dataDir` is in `folder`. Called once the cluster is whole, so that the note is always true. */
export function rememberPlace(dataDir: string, folder: string): void {
  writeFileSync(path.join(dataDir, POINTER), `${folder}\n`);
}
