import { Client, type QueryResultRow } from 'pg';
import type { TestDatabase } from './test-database.ts';

/** Runs one statement as the database's superuser, past row-level security: to arrange what no route can, and to see what is really there. */
export async function asOwner<Row extends QueryResultRow>(
  { ownerUrl }: TestDatabase,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}
