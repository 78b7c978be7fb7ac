import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Session } from '../../contract/index.ts';
import { migrate } from '../postgres/migrate.ts';
import { createDatabase, type Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

const name = `managed_${randomBytes(6).toString('hex')}`;
let database: Database;
let app: TestApp;

async function administer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** As a provider gives one away: a database and its owner, who is no superuser and may make no roles. */
beforeAll(async () => {
  await administer(`create role ${name} login nosuperuser nocreaterole`, `create database ${name} owner ${name} template template1`);
  const url = new URL(inject('postgresUrl'));
  url.username = name;
  url.pathname = `/${name}`;
  await migrate(url.href);
  database = createDatabase({ url: url.href });
  app = await startTestApp(database);
});
afterAll(async () => {
  await app.close();
  await database.close();
  await administer(`drop database ${name} with (force)`, `drop role ${name}`);
});

it('on a database whose owner serves the requests, everything works, and row-level security holds for that owner', async () => {
  const sessions: Session[] = [];
  for (const email of ['ada@example.org', 'eve@example.org']) {
    const session = await app.signUp(email);
    sessions.push(session);
    const saved = await app.save(session.accessToken);
    await app.ask('PATCH', `/api/applications/${saved.id}`, { token: session.accessToken, body: { basedOn: 1, changes: { notes: 'x' } } });
    expect((await app.ask('POST', '/api/auth/refresh', { body: { refreshToken: session.refreshToken } })).status).toBe(200);
    expect((await app.ask('GET', '/api/export.csv', { token: session.accessToken })).text.split('\r\n')).toHaveLength(3);
  }
  const [ada] = sessions;
  for (const table of ['users', 'sessions', 'applications', 'events']) {
    const { rows } = await queryAs<{ n: number }>(database, ada!.user.id, { text: `select count(*)::int as n from ${table}` });
    expect(rows[0]?.n, table).toBe(table === 'events' ? 2 : 1);
  }
  const { rows } = await database.knex.raw<{ rows: unknown[] }>('select * from applications');
  expect(rows).toEqual([]);
});
