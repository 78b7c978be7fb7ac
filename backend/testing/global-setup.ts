import { rmSync } from 'node:fs';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../postgres/migrate.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { makeEnterableFolder } from './started-folder.ts';
import { TEMPLATE } from './template.ts';

async function readTenantTables(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`,
  );
  await client.end();
  return ['users', ...rows.map(({ name }) => name)];
}

/**
 * One PostgreSQL for the whole run, without fsync, migrated once. PG_BIN_DIR=/usr/lib/postgresql/15/bin runs the suite on another
 * version. Stopped and removed at the end, whether tests passed or not.
 */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = makeEnterableFolder('jackdaw-test-');
  const postgres = await startPostgres({ dataDir, database: TEMPLATE, quick: true });
  const tearDown = async (): Promise<void> => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.ownerUrl);
    project.provide('tenantTables', await readTenantTables(postgres.ownerUrl));
    const client = new Client({ connectionString: postgres.urlFor('postgres', 'postgres') });
    await client.connect();
    // A template somebody is connected to cannot be copied.
    await client.query(`alter database ${TEMPLATE} is_template true allow_connections false`);
    await client.end();
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('postgresUrl', postgres.urlFor('postgres', 'postgres'));
  return tearDown;
}
