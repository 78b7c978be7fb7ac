import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { saveStatements } from '../../../backend/applications/save-application.ts';
import { SaveApplication, type SaveApplicationInput } from '../../../contract/index.ts';
import { type Figure, percentile } from '../figures.ts';
import { pgbench, runPgbench } from '../postgres-tools.ts';
import { cpuSecondsOf, cpuSecondsOfTree } from './cpu.ts';
import { userId, userIdSql, type Installation } from './installation.ts';
import { allAnswered, rateOf, type Load } from './load.ts';
import { DESCRIPTION } from './rows.ts';

/** Users 1001 to 1064 save: one user's saves wait for each other, as they must. */
const USERS = 64;
const FIRST_USER = 1001;
const CLIENTS = [1, 8, 32] as const;
/** By then PostgreSQL has waited for the processes that served pgbench, and their CPU is counted as its own. */
const REAPED_MS = 500;

/** What the extension sends: the posting, and the page's text beside it. No `:name` in it, which pgbench would take for a variable. */
export const SAVE_BODY: SaveApplicationInput = {
  posting: { title: 'Engineer', company: 'Company', location: 'Copenhagen', url: 'https://example.org/1', description: DESCRIPTION },
  postingKey: 'example.org/1',
  snapshot: `Engineer\n\n${DESCRIPTION}`,
};

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (Array.isArray(value)) return `'{}'`;
  return `'${String(value).replaceAll(`'`, `''`)}'`;
}

/** The server's own statements for a save as a pgbench script: the same rows, locks, event, snapshot and commit, without a server. */
function equalTransaction(): string {
  const [id, user] = ['gen_random_uuid()', userIdSql(':u')];
  const [lock, save] = saveStatements({ id: userId(1) }, '', v.parse(SaveApplication, SAVE_BODY));
  const filled = (text: string, values: readonly unknown[]): string =>
    text.replaceAll(/\$(\d+)/g, (_, n: string) => {
      if (n === '1') return user;
      // The new ids: an expression each, which is made once for the statement.
      const value = values[Number(n) - 1];
      if (n === '2') return '(select id from given)';
      return typeof value === 'string' && /^[0-9a-f]{8}-/.test(value) ? id : literal(value);
    });
  return [
    String.raw`\set u random(${FIRST_USER}, ${FIRST_USER + USERS - 1})`,
    String.raw`\startpipeline`,
    'begin;',
    `select set_config('app.user_id', ${user}::text, true), set_config('app.device', 'Bench', true);`,
    `${filled(lock.text, lock.values ?? [])};`,
    `${filled(save.text.replace(/^\s*with /, `with given as materialized (select ${id} as id), `), save.values ?? [])};`,
    'commit;',
    String.raw`\endpipeline`,
  ]
    .join('\n')
    .replaceAll(/(?<!:):(?=[A-Z])/g, `:' || '`); // a time's format: pgbench would take ":MI" for a variable
}

/** The row alone, into the same table with the same indexes: what the database could do if nobody asked who one is, or kept a history. */
const BARE_INSERT = `
\\set u random(${FIRST_USER}, ${FIRST_USER + USERS - 1})
insert into applications (user_id, id, change_number, created_at, updated_at, title, company, location, url, posting_key, stage, save_hash, description)
values (${userIdSql(':u')}, gen_random_uuid(), nextval('bench_numbers'), now(), now(), 'Engineer', 'Company', 'Copenhagen', 'https://example.org/1',
'example.org/1', 'saved', decode(repeat('00', 32), 'hex'), '${DESCRIPTION}');`;

/** A token for each of those users. */
export function saverTokens(tokenOf: (n: number) => string): string[] {
  return Array.from({ length: USERS }, (_, n) => tokenOf(FIRST_USER + n));
}

const micros = (seconds: number, count: number): string => ((seconds * 1e6) / count).toFixed(0);

/** Saves of 64 users beside pgbench: the bare row, and everything that a save writes in one transaction. Both with the table's own indexes. */
export async function measureSaves({ postgres, server, owner, tokenOf }: Installation, load: Load, seconds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  // Far above the numbers that saves give: those count each user's from 1.
  await owner.query('create sequence if not exists bench_numbers start 1000000');
  const body = JSON.stringify(SAVE_BODY);
  const save = { port: Number(new URL(server.url).port), method: 'PUT', path: '/api/applications/{id}', body };
  const tokens = saverTokens(tokenOf);
  await load.run({ ...save, clients: 8, seconds: 2, tokens });

  for (const clients of CLIENTS) {
    const before = { node: cpuSecondsOf(server.pid()), postgres: cpuSecondsOfTree(postgres.pid) };
    const saves = allAnswered(await load.run({ ...save, clients, seconds, tokens }));
    const node = cpuSecondsOf(server.pid()) - before.node;
    const ofPostgres = cpuSecondsOfTree(postgres.pid) - before.postgres;
    const ours = rateOf(saves);
    figures.push({
      what: `saves a second, ${clients} at once, p50 / p95`,
      ours: `${ours.toFixed(0)}, ${percentile(saves.times, 0.5).toFixed(1)} / ${percentile(saves.times, 0.95).toFixed(1)} ms`,
      beside: `CPU each: server ${micros(node, saves.answered)}, PostgreSQL ${micros(ofPostgres, saves.answered)}, the client ${micros(saves.cpuSeconds, saves.answered)} µs`,
    });
    if (pgbench === undefined) continue;
    for (const [what, url, script] of [
      ['the bare insert', postgres.ownerUrl, BARE_INSERT],
      ['the same transaction', postgres.appUrl, equalTransaction()],
    ] as const) {
      const cpu = cpuSecondsOfTree(postgres.pid);
      const rate = runPgbench(url, script, clients, seconds);
      await delay(REAPED_MS);
      const each = micros(cpuSecondsOfTree(postgres.pid) - cpu, rate * seconds);
      figures.push({
        what: `  beside pgbench with ${what}`,
        ours: '',
        beside: `${rate.toFixed(0)} (PostgreSQL ${each} µs each)`,
        ratio: ours / rate,
      });
    }
  }
  if (pgbench === undefined) figures.push({ what: '  beside pgbench', ours: '', beside: 'it is not installed' });
  return figures;
}
