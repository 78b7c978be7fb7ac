import knexFactory, { type Knex } from 'knex';
import { Client, DatabaseError } from 'pg';
import { migrations, type Migration } from '../../migrations/index.ts';
import { APP_ROLE } from './app-role.ts';
import { StartupProblem } from './startup-problem.ts';

/** Any constant: it names "the migration of this database" among PostgreSQL's advisory locks. */
const LOCK = 4_747_001;
const LOCK_TIMEOUT_MS = 120_000;
const INSUFFICIENT_PRIVILEGE = '42501';
/** Roles belong to the whole server, the lock to one database: another database's migration may make the role at the same moment. */
const MADE_MEANWHILE = new Set(['42710', '23505']);

/** Migrations come from an imported list, not from a folder: so they are there in a bundle, and in the order that is written. */
class ListedMigrations implements Knex.MigrationSource<Migration> {
  readonly #names: ReadonlySet<string> | undefined;

  /** All of them, or those named. */
  constructor(names?: ReadonlySet<string>) {
    this.#names = names;
  }

  async getMigrations(): Promise<Migration[]> {
    return migrations.filter(({ name }) => this.#names?.has(name) ?? true);
  }

  getMigrationName({ name }: Migration): string {
    return name;
  }

  async getMigration({ up, down }: Migration): Promise<Knex.Migration> {
    return { up, down };
  }
}

async function hasRole(client: Client): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [APP_ROLE]);
  return rowCount === 1;
}

/** Runs what a managed database may not let its user do, or what another process did a moment ago. Returns whether it was allowed. */
async function attempt(client: Client, sql: string): Promise<boolean> {
  try {
    await client.query(sql);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && MADE_MEANWHILE.has(error.code ?? '')) return true;
    if (error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE) return false;
    throw error;
  }
}

/**
 * Makes the application's role where we may, lets us become it, and lets it use every table made from now on. A migration that wants
 * less (an append-only table) revokes what is too much, and nothing here grants it again.
 */
async function prepareRole(client: Client): Promise<void> {
  if (!(await hasRole(client)) && !(await attempt(client, `create role ${APP_ROLE} nologin`))) return;
  const { rows } = await client.query<{ member: boolean }>(`select pg_has_role(current_user, '${APP_ROLE}', 'member') as member`);
  if (!rows[0]?.member) await attempt(client, `grant ${APP_ROLE} to current_user`);
  await attempt(client, `grant usage on schema public to ${APP_ROLE}`);
  await attempt(client, `alter default privileges in schema public grant select, insert, update, delete on tables to ${APP_ROLE}`);
  await attempt(client, `alter default privileges in schema public grant usage, select on sequences to ${APP_ROLE}`);
}

/** The application reads which migrations ran (readiness); it never writes that. */
async function protectBookkeeping(client: Client): Promise<void> {
  if (!(await hasRole(client))) return;
  await client.query(`revoke insert, update, delete on knex_migrations, knex_migrations_lock from ${APP_ROLE}`);
}

async function withMigrationLock(
  url: string,
  work: (knex: Knex, client: Client) => Promise<void>,
  upTo?: ReadonlySet<string>,
): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: 'jackdaw-migrate',
    lock_timeout: LOCK_TIMEOUT_MS,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {}); // the query that is waiting reports it
  await client.connect();
  const knex = knexFactory({
    client: 'pg',
    connection: { connectionString: url },
    pool: { min: 0, max: 2 },
    migrations: { migrationSource: new ListedMigrations(upTo) },
  });
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    // A process killed in a migration leaves Knex's own lock set for ever. Whoever holds the advisory lock is alone: it is stale.
    if (await knex.schema.hasTable('knex_migrations_lock')) await knex.migrate.forceFreeMigrationsLock();
    await work(knex, client);
  } finally {
    await knex.destroy();
    await client.end(); // ends the advisory lock too
  }
}

/**
 * Brings the database at `url` (its owner's) to the newest schema, or to the one that the migrations named in `upTo` make. Any number of processes may do so at once: one works, the others
 * wait and find it done. Throws a StartupProblem when the database is newer than this program; other errors are a migration's own, and
 * leave the schema as it was before it.
 */
export async function migrate(url: string, { upTo }: { upTo?: ReadonlySet<string> } = {}): Promise<void> {
  const run = async (knex: Knex, client: Client): Promise<void> => {
    await prepareRole(client);
    try {
      await knex.migrate.latest();
    } catch (error) {
      if (error instanceof Error && error.message.includes('migration directory is corrupt')) {
        throw new StartupProblem(
          'The database was used by a newer Jackdaw than this one: start that version, or restore a backup made before it.',
          { cause: error },
        );
      }
      throw error;
    }
    await protectBookkeeping(client);
  };
  await withMigrationLock(url, run, upTo);
}

/** Takes every migration back, newest first: the tables and all their rows are gone. For tests. */
export async function rollback(url: string): Promise<void> {
  await withMigrationLock(url, async (knex) => {
    await knex.migrate.rollback(undefined, true);
  });
}

/** Whether every migration this program knows has run. Rejects when the database cannot be asked. */
export async function isMigrated(knex: Knex): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: { there: boolean }[] }>(`select to_regclass('knex_migrations') is not null as there`);
  if (!rows[0]?.there) return migrations.length === 0;
  const done = new Set(await knex<{ name: string }>('knex_migrations').pluck('name'));
  return migrations.every(({ name }) => done.has(name));
}
