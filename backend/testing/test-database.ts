import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { APP_ROLE } from '../postgres/app-role.ts';
import { createDatabase, type Database } from '../postgres/pools.ts';
import { TEMPLATE } from './template.ts';

/** A database of one test file's own. `database` works as the application's role; `ownerUrl` signs in as the superuser. */
export type TestDatabase = { database: Database; name: string; ownerUrl: string; appUrl: string; drop(): Promise<void> };

async function administer(sql: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function urlFor(user: string, name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.username = user;
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Makes a migrated, empty database in about 20 ms; `template: 'template1'` leaves out the migrations. Call `drop()` in afterAll: it
 * closes the pools too.
 */
export async function createTestDatabase({ template = TEMPLATE }: { template?: string } = {}): Promise<TestDatabase> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await administer(`create database ${name} template ${template} strategy file_copy`);
  const appUrl = urlFor(APP_ROLE, name);
  const database = createDatabase({ url: appUrl });
  return {
    database,
    name,
    ownerUrl: urlFor('postgres', name),
    appUrl,
    drop: async () => {
      await database.close();
      await administer(`drop database ${name} with (force)`);
    },
  };
}
