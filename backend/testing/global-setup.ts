import { rmSync } from 'node:fs';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../postgres/migrate.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { makeEnterableFolder } from './started-folder.ts';
import { TEMPLATE } from './template.ts';

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
