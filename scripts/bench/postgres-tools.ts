import { execFileSync, spawnSync } from 'node:child_process';
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

/** Seconds and bytes of `psql \copy (query) to` a file. */
export function timePsqlCopy(url: string, query: string): { seconds: number; bytes: number } {
  if (psql === undefined) throw new Error('psql is missing: install postgresql-client');
  const started = performance.now();
  const { stdout, status, stderr } = spawnSync(psql, [url, '--quiet', '-c', `\\copy (${query}) to stdout with (format csv, header)`], {
    maxBuffer: 2 ** 31,
  });
  if (status !== 0) throw new Error(stderr.toString());
  return { seconds: (performance.now() - started) / 1000, bytes: stdout.length };
}
