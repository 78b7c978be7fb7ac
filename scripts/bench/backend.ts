import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { startPostgres } from '../../backend/postgres/start-postgres.ts';
import type { Session } from '../../contract/index.ts';
import { createServerProcess } from '../../tests/server-process.ts';
import { type Figure, percentile } from './figures.ts';
import { pgbench, psql, runPgbench, timePsqlCopy } from './postgres-tools.ts';

const CLIENTS = 8;
const SECONDS = 8;
const EXPORT_ROWS = 100_000;
// About 3.5 kB that compress as prose does, the average of a posting's text.
const DESCRIPTION = Array.from({ length: 500 }, (_, index) => `w${(index * 7919) % 1000}`).join(' ');
const COLUMNS =
  'user_id, id, change_number, created_at, updated_at, title, company, location, url, posting_key, stage, save_hash, description';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

interface Answer {
  status: number;
  bytes: number;
  ms: number;
}

/** One request on a kept connection; node:http because a benchmark's client must cost little beside its server. */
function request(url: string, token: string, method = 'GET', body?: unknown): Promise<Answer> {
  const started = performance.now();
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    const sent = http.request(url, { method, agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes, ms: performance.now() - started }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** `CLIENTS` loops, each sending its next request when the last was answered, for `SECONDS`. */
async function load(next: () => Promise<Answer>): Promise<{ perSecond: number; times: number[] }> {
  const times: number[] = [];
  const started = performance.now();
  const loop = async () => {
    while (performance.now() - started < SECONDS * 1000) {
      const { status, ms } = await next();
      if (status >= 300) throw new Error(`the server answered ${status}`);
      times.push(ms);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, loop));
  return { perSecond: times.length / ((performance.now() - started) / 1000), times };
}

async function signUp(url: string, name: string): Promise<Session> {
  const response = await fetch(`${url}/api/auth/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${name}@example.org`, password: `a long pass phrase of ${name}` }),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Session;
}

const seed = (rows: number) => `
  insert into applications (${COLUMNS})
  select $1, gen_random_uuid(), n, now() - n * interval '1 minute', now(), 'Engineer ' || n, 'Company ' || n % 997, 'Copenhagen', 'https://example.org/' || n,
    'url:example.org/' || n, 'saved', decode(repeat('00', 32), 'hex'), $2 from generate_series(1, ${rows}) n`;

const save = (n: number) => ({
  posting: {
    title: `Engineer ${n}`,
    company: 'Company',
    location: 'Copenhagen',
    url: `https://example.org/${n}`,
    description: DESCRIPTION,
  },
  postingKey: `url:example.org/${n}`,
});

function residentMemory(pid: number): number {
  const kB = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1];
  return Number(kB) / 1000;
}

/** Saves, lists and exports through the real server, beside pgbench and psql on the same PostgreSQL (fsync on). */
export async function measureBackend(): Promise<Figure[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'jackdaw-bench-'));
  const postgres = await startPostgres({ dataDir, stateDir: tmpdir() });
  const server = await createServerProcess(postgres.ownerUrl);
  const figures: Figure[] = [];
  const owner = new Client({ connectionString: postgres.ownerUrl });
  try {
    await server.start();
    await owner.connect();

    const saver = await signUp(server.url, 'saver');
    let n = 0;
    const saves = await load(() => request(`${server.url}/api/applications/${uuidv7()}`, saver.accessToken, 'PUT', save((n += 1))));
    const beside = await signUp(server.url, 'pgbench');
    await owner.query('create sequence bench_numbers');
    const insert = `insert into applications (${COLUMNS}) values ('${beside.user.id}', gen_random_uuid(), nextval('bench_numbers'), now(), now(), 'Engineer',
      'Company', 'Copenhagen', 'https://example.org/1', 'example.org/1', 'saved', decode(repeat('00', 32), 'hex'), '${DESCRIPTION}');`;
    if (pgbench === undefined)
      figures.push({ what: 'saves a second', ours: saves.perSecond.toFixed(0), beside: 'pgbench is not installed' });
    else {
      const rate = runPgbench(postgres.ownerUrl, insert.replaceAll('\n', ' '), CLIENTS, SECONDS);
      const ratio = saves.perSecond / rate;
      figures.push({
        what: `saves a second, ${CLIENTS} at once`,
        ours: saves.perSecond.toFixed(0),
        beside: `pgbench inserts ${rate.toFixed(0)}`,
        ratio,
      });
    }
    figures.push({
      what: 'save, p50 / p99',
      ours: `${percentile(saves.times, 0.5).toFixed(1)} / ${percentile(saves.times, 0.99).toFixed(1)} ms`,
    });

    for (const rows of [100, 10_000]) {
      const reader = await signUp(server.url, `reader-${rows}`);
      await owner.query(seed(rows), [reader.user.id, DESCRIPTION]);
      await owner.query('analyze applications');
      const times: number[] = [];
      for (let round = 0; round < 400; round += 1)
        times.push((await request(`${server.url}/api/applications?limit=50`, reader.accessToken)).ms);
      figures.push({
        what: `list of 50 among ${rows.toLocaleString('en')}, p50 / p99`,
        ours: `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.99).toFixed(1)} ms`,
      });
    }

    const exporter = await signUp(server.url, 'exporter');
    await owner.query(seed(EXPORT_ROWS), [exporter.user.id, DESCRIPTION]);
    const before = residentMemory(server.pid());
    let peak = before;
    const watch = setInterval(() => (peak = Math.max(peak, residentMemory(server.pid()))), 20);
    const exported = await request(`${server.url}/api/export.csv`, exporter.accessToken);
    clearInterval(watch);
    const rate = exported.bytes / 1e6 / (exported.ms / 1000);
    const line: Figure = {
      what: `export of ${EXPORT_ROWS.toLocaleString('en')} rows (${(exported.bytes / 1e6).toFixed(0)} MB)`,
      ours: `${rate.toFixed(0)} MB/s`,
    };
    if (psql === undefined) figures.push({ ...line, beside: 'psql is not installed' });
    else {
      const copy = timePsqlCopy(
        postgres.ownerUrl,
        `select ${COLUMNS.replace('user_id, ', '')} from applications where user_id = '${exporter.user.id}' order by created_at`,
      );
      const copyRate = copy.bytes / 1e6 / copy.seconds;
      figures.push({ ...line, beside: `psql \\copy ${copyRate.toFixed(0)} MB/s`, ratio: rate / copyRate });
    }
    figures.push({ what: 'memory growth during the export', ours: `${(peak - before).toFixed(0)} MB`, beside: 'bar: 64 MB' });
  } finally {
    await owner.end();
    agent.destroy();
    await server.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return figures;
}
