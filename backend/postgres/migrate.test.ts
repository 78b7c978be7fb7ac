import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import knexFactory, { type Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { chooseRole } from './app-role.ts';
import { checkServer } from './check-server.ts';
import { isMigrated, migrate, rollback } from './migrate.ts';
import { createDatabase } from './pools.ts';

// These start whole processes, on machines that may be busy: the limit only turns a hang into a message.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const names = migrations.map(({ name }) => name);
const program = fileURLToPath(new URL('../testing/migrate-process.ts', import.meta.url));

let test: TestDatabase;
let owner: Knex;

beforeEach(async () => {
  test = await createTestDatabase({ template: 'template1' });
  owner = knexFactory({ client: 'pg', connection: { connectionString: test.ownerUrl } });
});

afterEach(async () => {
  await owner.destroy();
  await test.drop();
});

const done = (): Promise<string[]> => owner('knex_migrations').orderBy('id').pluck('name');

async function tables(): Promise<string[]> {
  const { rows } = await owner.raw<{ rows: { name: string }[] }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'knex%' order by 1`,
  );
  return rows.map(({ name }) => name);
}

describe('migrating', () => {
  it('brings an empty database to the newest schema, and then finds nothing to do', async () => {
    expect(await isMigrated(owner)).toBe(false);
    await migrate(test.ownerUrl);
    expect(await done()).toEqual(names);
    expect(await isMigrated(test.database.knex)).toBe(true);
    await migrate(test.ownerUrl);
    expect(await done()).toEqual(names);
  });

  it('succeeds in each of four processes that begin at once', async () => {
    const processes = Array.from({ length: 4 }, () => fork(program, [test.ownerUrl], { execArgv: ['--import', 'tsx'] }));
    // Each says that it is loaded and waits for the word, so that they do meet.
    await Promise.all(processes.map((child) => once(child, 'message')));
    for (const child of processes) child.send('go');
    const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(await done()).toEqual(names);
  });

  it('succeeds when two databases of one server are migrated at once, who share the role', async () => {
    const other = await createTestDatabase({ template: 'template1' });
    await Promise.all([migrate(test.ownerUrl), migrate(other.ownerUrl)]);
    expect(await isMigrated(other.database.knex)).toBe(true);
    await other.drop();
  });

  it('goes on after a process that was killed in a migration', async () => {
    await migrate(test.ownerUrl);
    await rollback(test.ownerUrl);
    await owner('knex_migrations_lock').update({ is_locked: 1 });
    await migrate(test.ownerUrl);
    expect(await done()).toEqual(names);
  });

  it('goes on after one that was killed by force in the middle of it, while PostgreSQL still works at its half', async () => {
    await migrate(test.ownerUrl);
    await rollback(test.ownerUrl);
    // A table of a name that the migration makes late, not committed: the migration waits for it, with most of its work done.
    const blocker = await owner.transaction();
    await blocker.raw('create table events (mine int)');
    const killed = fork(program, [test.ownerUrl], { execArgv: ['--import', 'tsx'] });
    await once(killed, 'message');
    killed.send('go');
    await vi.waitFor(
      async () => {
        const { rows } = await owner.raw(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        expect(rows).toHaveLength(1);
      },
      { timeout: 60_000, interval: 50 },
    );
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const again = migrate(test.ownerUrl);
    await blocker.rollback();
    await again;
    expect(await done()).toEqual(names);
    expect(await isMigrated(test.database.knex)).toBe(true);
  });

  it('refuses a database that a newer program used, and leaves it alone', async () => {
    await migrate(test.ownerUrl);
    await owner('knex_migrations').insert({ name: '9999-from-the-future', batch: 9, migration_time: new Date() });
    await expect(migrate(test.ownerUrl)).rejects.toThrow(/used by a newer Jackdaw/);
    expect(await done()).toEqual([...names, '9999-from-the-future']);
  });

  it('can be taken back whole and done again', async () => {
    await migrate(test.ownerUrl);
    const made = await tables();
    await rollback(test.ownerUrl);
    expect(await tables()).toEqual([]);
    await migrate(test.ownerUrl);
    expect(await tables()).toEqual(made);
  });

  it('forces row-level security on every table with a user', async () => {
    await migrate(test.ownerUrl);
    const { rows } = await owner.raw(
      `select relname, relrowsecurity, relforcerowsecurity from pg_class join pg_attribute on attrelid = pg_class.oid
       where relkind = 'r' and (attname = 'user_id' or (relname = 'users' and attname = 'id')) and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(rows).toEqual([]);
  });
});

describe('the application’s role', () => {
  it('may use every table, and none of the bookkeeping', async () => {
    await migrate(test.ownerUrl);
    const { rows } = await owner.raw<{ rows: { name: string; usable: boolean }[] }>(
      `select tablename as name, has_table_privilege('jackdaw_app', quote_ident(tablename), 'select') as usable from pg_tables where schemaname = 'public'`,
    );
    expect(rows.filter(({ usable }) => !usable)).toEqual([]);
    await expect(test.database.knex('knex_migrations').delete()).rejects.toMatchObject({ code: '42501' });
    await expect(test.database.knex.raw('create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(test.database.knex.raw('alter table users disable row level security')).rejects.toMatchObject({ code: '42501' });
  });

  it('is what a superuser’s address is served as', async () => {
    await migrate(test.ownerUrl);
    expect(await chooseRole(test.ownerUrl)).toEqual({ role: 'jackdaw_app' });
  });
});

describe('a managed server, whose user owns the database and may make no roles', () => {
  const user = (): string => `owner_of_${test.name}`;
  const userUrl = (): string => test.ownerUrl.replace('//postgres@', `//${user()}@`);

  beforeEach(async () => {
    await owner.raw(`create role ${user()} login; alter database ${test.name} owner to ${user()}; alter schema public owner to ${user()}`);
  });
  afterEach(async () => {
    await owner.raw(`drop owned by ${user()} cascade; alter database ${test.name} owner to postgres; drop role ${user()}`);
  });

  it('is served as that user with a warning, and row-level security binds it', async () => {
    await migrate(userUrl());
    const chosen = await chooseRole(userUrl());
    expect(chosen.role).toBeUndefined();
    expect(chosen.warning).toContain(`owner "${user()}"`);
    const database = createDatabase({ url: userUrl() });
    const id = '018f0000-0000-7000-8000-00000000000a';
    await owner('users').insert({ id, email: 'ada@example.org', password_hash: 'x' });
    const seen = await database.knex('users').pluck('id');
    await database.close();
    expect(seen).toEqual([]);
  });

  it('is served as the application’s role where that was granted', async () => {
    await owner.raw(`grant jackdaw_app to ${user()}`);
    await migrate(userUrl());
    expect(await chooseRole(userUrl())).toEqual({ role: 'jackdaw_app' });
  });

  it('is refused when row-level security would not bind it', async () => {
    await owner.raw(`alter role ${user()} bypassrls`);
    await migrate(userUrl());
    await expect(chooseRole(userUrl())).rejects.toThrow(/exempt from row-level security/);
  });
});

describe('a database that cannot be used', () => {
  it.each([
    ['nobody listens', 'postgres://me:hunter2@127.0.0.1:1/jackdaw', /127\.0\.0\.1:1\/jackdaw\) cannot be reached: connect ECONNREFUSED/],
    [
      'no such host',
      'postgres://me:hunter2@nowhere.invalid/jackdaw',
      /nowhere\.invalid:5432\/jackdaw\) cannot be reached: .*nowhere\.invalid/,
    ],
  ])('is named in one line without its password: %s', async (_, url, message) => {
    await expect(checkServer(url)).rejects.toThrow(message);
    await expect(checkServer(url)).rejects.not.toThrow(/hunter2|\n/);
  });

  it('is named when the server has no such database', async () => {
    const url = new URL(inject('postgresUrl'));
    url.pathname = '/missing';
    await expect(checkServer(url.href)).rejects.toThrow(/database "missing" does not exist/);
  });
});
