import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { COPY_FORMAT, END_OF_TABLE, type CopyHeader, type CopySummary, type CopyTable } from './copy-format.ts';

/** Every table of ours with the columns that can be written back. Left out is what PostgreSQL computes itself, and what it may forget itself (unlogged). */
const TABLES = `
select c.relname as "table", array_agg(a.attname::text order by a.attnum) as columns
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relpersistence = 'p' and c.relname not like 'knex_%'
group by c.relname order by c.relname`;

/**
 * Writes a copy of the database at `url` (a superuser's: row-level security hides rows from everybody else) to `output`, uncompressed, as
 * it was at one moment; people go on working meanwhile. Resolves with what it held; `output` is left open.
 */
export async function copyTables(url: string, output: Writable): Promise<CopySummary> {
  const client = new Client({ connectionString: url, application_name: 'jackdaw-backup' });
  client.on('error', () => {}); // the query that is waiting reports it
  await client.connect();
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  const write = async (bytes: Buffer | string): Promise<void> => {
    hash.update(bytes);
    if (!output.write(bytes)) await once(output, 'drain');
  };
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    // Of a user whom the policies bind, this makes an error instead of a copy with rows missing.
    await client.query('set local row_security = off');
    const done = await client.query<{ name: string }>('select name from knex_migrations order by id');
    const header: CopyHeader = {
      format: COPY_FORMAT,
      version: 1,
      madeAt: new Date().toISOString(),
      migrations: done.rows.map(({ name }) => name),
    };
    await write(`${JSON.stringify(header)}\n`);
    const tables = await client.query<CopyTable>(TABLES);
    for (const { table, columns } of tables.rows) {
      await write(`${JSON.stringify({ table, columns })}\n`);
      const names = columns.map((column) => escapeIdentifier(column)).join(', ');
      const stream = client.query(copyTo(`copy ${escapeIdentifier(table)} (${names}) to stdout`));
      let count = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
        await write(chunk);
      }
      await write(`${END_OF_TABLE}\n`);
      rows[table] = count;
    }
    const sha256 = hash.digest('hex');
    output.write(`${JSON.stringify({ end: true, rows, sha256 })}\n`);
    return { rows, sha256 };
  } finally {
    await client.end();
  }
}
