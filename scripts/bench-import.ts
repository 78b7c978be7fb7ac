import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../backend/postgres/start-postgres.ts';
import type { ImportReply, ImportUndone, Session } from '../contract/index.ts';
import { createServerProcess } from '../tests/server-process.ts';
import { type Figure, percentile, printFigures } from './bench/figures.ts';

const HELP = `npm run bench:import [-- OPTIONS]

Imports one large table into the real server on a PostgreSQL of its own, and prints how long the dry run, the import, the same import
again and the undo take, beside what another person's requests take meanwhile and before.

  --rows N   rows of the table (50000, which is the most that an import takes)
  --help`;

const { values } = parseArgs({ options: { rows: { type: 'string', default: '50000' }, help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const rowCount = Number(values.rows);

/** As Simplify writes it, about 200 bytes a row: a full table is just under the limit of 10 MB. */
const table = (): string => {
  const rows = Array.from(
    { length: rowCount },
    (_, n) =>
      `Keeper ${n},"Tower, ${n % 997}",https://example.org/postings/${n}?utm_source=Simplify,2025-09-02,APPLIED,2025-09-03,No,,"Asked about the ""nest box"" and the view, they answer within a week"`,
  );
  return `Job Title,Company Name,Job URL,Applied Date,Status,Status Date,Archived,Date Archived,Notes\n${rows.join('\n')}\n`;
};

const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-bench-import-'));
const postgres = await startPostgres({ dataDir: folder });
const server = await createServerProcess(postgres.ownerUrl);
try {
  await server.start();
  const signUp = async (email: string): Promise<string> => {
    const reply = await fetch(`${server.url}/api/auth/sign-up`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: 'grüne Dohlen im Kamin' }),
    });
    return ((await reply.json()) as Session).accessToken;
  };
  const [token, other] = [await signUp('ada@example.org'), await signUp('eve@example.org')];
  const residentMb = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

  /** What the other person's requests take while `work` runs: one that reads the account, one that needs no database. */
  const beside = async <T>(work: () => Promise<T>) => {
    const times: number[] = [];
    const alive: number[] = [];
    const over = new AbortController();
    let peakMb = 0;
    const ask = async (into: number[], address: string, headers: Record<string, string>): Promise<void> => {
      while (!over.signal.aborted) {
        const started = performance.now();
        await (await fetch(`${server.url}${address}`, { headers })).text();
        into.push(performance.now() - started);
        peakMb = Math.max(peakMb, residentMb());
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const others = [ask(times, '/api/me', { Authorization: `Bearer ${other}` }), ask(alive, '/healthz', {})];
    const started = performance.now();
    const result = await work();
    const ms = performance.now() - started;
    over.abort();
    await Promise.all(others);
    return { result, ms, times, alive, peakMb };
  };
  type Measured = Awaited<ReturnType<typeof beside>>;

  const send = async (dryRun: boolean): Promise<ImportReply> => {
    const headers = { 'Content-Type': 'text/csv', Authorization: `Bearer ${token}` };
    const reply = await fetch(`${server.url}/api/imports?dryRun=${dryRun}`, { method: 'POST', headers, body: file });
    if (!reply.ok) throw new Error(await reply.text());
    return (await reply.json()) as ImportReply;
  };
  const file = table();
  const idle = await beside(() => new Promise((resolve) => setTimeout(resolve, 3000)));
  const dry = await beside(() => send(true));
  const made = await beside(() => send(false));
  if (made.result.import?.created !== rowCount) throw new Error('not every row was imported');
  const again = await beside(() => send(false));
  if (again.result.import !== null) throw new Error('rows were imported twice');
  const id = made.result.import.id;
  const undone = await beside(async () => {
    const reply = await fetch(`${server.url}/api/imports/${id}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
    if (!reply.ok) throw new Error(await reply.text());
    return (await reply.json()) as ImportUndone;
  });
  if (undone.result.removed !== rowCount) throw new Error('not every row was undone');

  const seconds = ({ ms }: Pick<Measured, 'ms'>): string => `${(ms / 1000).toFixed(1)} s`;
  const spread = (times: number[]): string => `${[0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0)).join(' / ')} ms`;
  const line = (what: string, measured: Pick<Measured, 'ms'>): Figure => ({
    what,
    ours: seconds(measured),
    beside: `${Math.round(rowCount / (measured.ms / 1000))} rows/s`,
  });
  printFigures(`Import of ${rowCount} rows, ${(Buffer.byteLength(file) / 1e6).toFixed(1)} MB`, [
    line('dry run', dry),
    line('import', made),
    line('the same again', again),
    line('undo', undone),
  ]);
  const others = (what: string, { times, alive, peakMb }: Pick<Measured, 'times' | 'alive' | 'peakMb'>): Figure => ({
    what,
    ours: spread(times),
    beside: `${spread(alive)}, server at ${peakMb.toFixed(0)} MB`,
  });
  printFigures('Another person meanwhile: GET /api/me and GET /healthz, p50 / p95 / longest', [
    others('before', idle),
    others('dry run', dry),
    others('import', made),
    others('the same again', again),
    others('undo', undone),
  ]);
} finally {
  await server.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
