import { spawn, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { StartupProblem } from '../postgres/startup-problem.ts';

export type ClientName = 'pg_dump' | 'pg_restore';

/** The version of a program as a major number, or undefined where it does not run. */
function majorOf(program: string): number | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const version = status === 0 ? /(\d+)(?:\.\d+)?/.exec(stdout)?.[1] : undefined;
  return version === undefined ? undefined : Number(version);
}

/**
 * The program of PostgreSQL's own that fits a server of version `major`: the same major, because an older pg_dump refuses a newer server
 * and a newer one writes what an older pg_restore cannot read. Looked for in PG_BIN_DIR, the path, and Debian's folders. Throws a
 * StartupProblem that says what to install.
 */
export function findClient(name: ClientName, major: number, environment: NodeJS.ProcessEnv = process.env): string {
  const asked = environment['PG_BIN_DIR'];
  const candidates = [...(asked ? [path.join(asked, name)] : []), name, `/usr/lib/postgresql/${major}/bin/${name}`];
  const found = candidates.find((program) => majorOf(program) === major);
  if (found !== undefined) return found;
  throw new StartupProblem(
    `The database is PostgreSQL ${major}, and no ${name} of that version is here: install postgresql-client-${major}, or name its folder in PG_BIN_DIR.`,
  );
}

/** A database's address as libpq's own variables: in a program's arguments, every user of the machine could read the password. */
export function libpqEnvironment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const settings: Record<string, string | null> = {
    PGHOST: searchParams.get('host') ?? hostname.replaceAll(/[[\]]/g, ''),
    PGPORT: searchParams.get('port') ?? port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode'),
    PGSSLROOTCERT: searchParams.get('sslrootcert'),
    PGAPPNAME: 'jackdaw-backup',
  };
  return Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** Runs a program of PostgreSQL's to its end, with `input` on its standard input where given. Rejects with its own last words. */
export function runClient(program: string, args: readonly string[], { url, input }: { url?: string; input?: string } = {}): Promise<void> {
  const { PATH = '' } = process.env;
  const env = { PATH, LC_ALL: 'C', ...(url === undefined ? {} : libpqEnvironment(url)) };
  const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4000);
  });
  child.stdin.on('error', () => {}); // it ended before it had read everything: its exit says why
  if (input === undefined) child.stdin.end();
  else
    createReadStream(input)
      .once('error', (error) => child.kill() && child.emit('error', error))
      .pipe(child.stdin);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      reject(new StartupProblem(`${path.basename(program)} failed: ${words.trim().split('\n').slice(-3).join(' · ')}`));
    });
  });
}
