import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where Debian's PostgreSQL packages put pgbench and psql; the embedded package has neither. */
function findTool(name: string): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').toSorted().toReversed() : [];
  const found = versions.map((version) => `/usr/lib/postgresql/${version}/bin/${name}`).find((file) => existsSync(file));
  if (found !== undefined) return found;
  return spawnSync(name, ['--version']).status === 0 ? name : undefined;
}

export const pgbench = findTool('pgbench');
export const psql = findTool('psql');

/** Transactions a second that pgbench reaches with this script, prepared, from `clients` connections for `seconds`. */
export function runPgbench(url: string, sql: string, clients: number, seconds: number): number {
  if (pgbench === undefined) throw new Error('pgbench is missing: install postgresql-contrib or postgresql-client');
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-pgbench-'));
  const file = path.join(folder, 'script.sql');
  writeFileSync(file, sql);
  const args = ['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2', `--time=${seconds}`, `--file=${file}`, url];
  const output = execFileSync(pgbench, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  rmSync(folder, { recursive: true });
  const tps = output.match(/tps = ([\d.]+) \(without/)?.[1] ?? output.match(/tps = ([\d.]+)/)?.[1];
  if (tps === undefined) throw new Error(`pgbench printed no rate: ${output}`);
  return Number(tps);
}

/** Seconds and bytes of `psql \\copy (query) to stdout`, read by us as a download is, as the user that row-level security asks for. */
export async function timePsqlCopy(url: string, userId: string, query: string): Promise<{ seconds: number; bytes: number }> {
  if (psql === undefined) throw new Error('psql is missing: install postgresql-client');
  const started = performance.now();
  const copy = `\\copy (${query.replaceAll(/\s+/g, ' ')}) to stdout with (format csv, header)`;
  const child = spawn(psql, [url, '--quiet', '-c', copy], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PGOPTIONS: `-c app.user_id=${userId}` },
  });
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => (bytes += chunk.length));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`psql ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, bytes };
}
