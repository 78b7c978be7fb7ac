import type { Figure } from '../figures.ts';
import { psql, timePsqlCopy } from '../postgres-tools.ts';
import { cpuSecondsOf, residentMemory } from './cpu.ts';
import { download } from './download.ts';
import { userId, type Installation } from './installation.ts';

/** The user who exports. */
export const EXPORTER = 2;
const ROUNDS = 5;

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** The export of one user's rows through the server, beside `psql \copy` of the same rows and columns; in turn, and the median. */
export async function measureExport({ postgres, server, tokenOf }: Installation, rows: number): Promise<Figure[]> {
  const ours: number[] = [];
  const beside: number[] = [];
  let growth = 0;
  let bytes = 0;
  let cpu = 0;
  // A server that has just started compiles what it runs: that is no part of an export.
  for (let n = 0; n < 2; n += 1) await download(`${server.url}/api/export.csv`, tokenOf(EXPORTER));
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = residentMemory(server.pid());
    const cpuBefore = cpuSecondsOf(server.pid());
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, residentMemory(server.pid()))), 20);
    const exported = await download(`${server.url}/api/export.csv`, tokenOf(EXPORTER));
    clearInterval(watch);
    cpu = cpuSecondsOf(server.pid()) - cpuBefore;
    growth = Math.max(growth, peak - before);
    ({ bytes } = exported);
    ours.push(exported.bytes / 1e3 / exported.ms);
    if (psql === undefined) continue;
    const copied = await timePsqlCopy(
      postgres.appUrl,
      userId(EXPORTER),
      `select id, title, company, location, workplace_type, employment_type, salary_min, salary_max, salary_currency, salary_period, stage, outcome,
         applied_on, follow_up_on, priority, array_to_string(tags, ', '), notes, url, date_posted, valid_through, created_at, updated_at, description
       from applications where user_id = '${userId(EXPORTER)}' and deleted_at is null order by created_at, id`,
    );
    beside.push(copied.bytes / 1e6 / copied.seconds);
  }
  const line = {
    what: `export of ${rows.toLocaleString('en')} rows (${(bytes / 1e6).toFixed(0)} MB)`,
    ours: `${median(ours).toFixed(0)} MB/s`,
  };
  return [
    psql === undefined
      ? { ...line, beside: 'psql is not installed' }
      : { ...line, beside: `psql \\copy ${median(beside).toFixed(0)} MB/s; bar: 0.8`, ratio: median(ours) / median(beside) },
    { what: '  memory growth, server CPU', ours: `${growth.toFixed(0)} MB, ${cpu.toFixed(1)} s`, beside: 'bar: 64 MB' },
  ];
}
