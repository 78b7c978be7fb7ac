import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Client, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrations } from '../../migrations/index.ts';
import { migrate } from '../postgres/migrate.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import { readCopy, type CopySink, type CopySummary } from './copy-format.ts';

/** What the migrations of then put into their own tables (the instance's row) stands in the copy too. */
const EMPTY_TABLES = `
select 'truncate ' || string_agg(format('%I', relname), ', ') as sql
from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'knex_%'`;

/** Puts a copy's rows into tables that were just made, in one transaction that is still open when this resolves. */
function intoTables(client: Client, url: string): CopySink {
  let stream: Writable | undefined;
  let ended: Promise<void> | undefined;
  return {
    async begin({ migrations: done }) {
      const known = new Set(migrations.map(({ name }) => name));
      const unknown = done.filter((name) => !known.has(name));
      if (unknown.length > 0) {
        throw new StartupProblem(`The backup was made by a newer Jackdaw (it knows ${unknown.join(', ')}): restore it with that version.`);
      }
      // The schema as it was then: what newer migrations do to rows, they do to these rows afterwards.
      await migrate(url, { upTo: new Set(done) });
      await client.query('begin');
      // Tables come by name, not parents first; the rows were consistent with each other when they were copied.
      await client.query('set local session_replication_role = replica');
      const { rows } = await client.query<{ sql: string | null }>(EMPTY_TABLES);
      if (rows[0]?.sql) await client.query(rows[0].sql);
    },
    async table({ table, columns }) {
      const names = columns.map((column) => escapeIdentifier(column)).join(', ');
      stream = client.query(copyFrom(`copy ${escapeIdentifier(table)} (${names}) from stdin`));
      ended = finished(stream);
      // A refused row ends the stream at any time: whoever waits next is told.
      ended.catch(() => {});
    },
    async rows(lines) {
      if (stream !== undefined && !stream.write(lines)) await Promise.race([once(stream, 'drain'), ended]);
    },
    async endTable() {
      stream?.end();
      await ended;
      stream = undefined;
    },
  };
}

/**
 * Fills the empty database at `url` (a superuser's) with a copy (uncompressed), then brings it to the newest schema. All or nothing: a
 * damaged copy (`DamagedCopy`), one of a newer version (`StartupProblem`) or a refused row leaves it without a row.
 */
export async function restoreTables(url: string, input: Readable): Promise<CopySummary> {
  const client = new Client({ connectionString: url, application_name: 'jackdaw-restore' });
  client.on('error', () => {}); // the query that is waiting reports it
  await client.connect();
  try {
    const summary = await readCopy(input, intoTables(client, url));
    await client.query('commit');
    await migrate(url);
    await client.query('analyze');
    return summary;
  } finally {
    await client.end();
  }
}
