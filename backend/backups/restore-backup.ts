import { Client, DatabaseError, escapeIdentifier } from 'pg';
import { migrate } from '../postgres/migrate.ts';
import { readMajor } from '../postgres/read-major.ts';
import { StartupProblem } from '../postgres/startup-problem.ts';
import { readGzip } from './backup-files.ts';
import { findClient, runClient } from './postgres-clients.ts';
import { restoreTables } from './restore-tables.ts';

export type RestoreOptions = {
  /** A backup made by `makeBackup`: `….copy.gz`, or a dump of pg_dump's in its custom format. */
  file: string;
  /** The database to restore, as a user who may make and rename databases. Nobody may be using it: the server is stopped. */
  url: string;
  at?: Date;
};

/** What was there before stays, under the name `kept` (`null` where there was nothing to keep). */
export type Restored = { applications: number; users: number; kept: string | null };

function urlOf(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'jackdaw-restore', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the query that is waiting reports it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function count(url: string): Promise<{ users: number; applications: number }> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('applications') is not null as there`);
    if (!rows[0]?.there) return { users: 0, applications: 0 };
    const counted = await client.query<{ users: number; applications: number }>(
      'select (select count(*)::int from users) as users, (select count(*)::int from applications) as applications',
    );
    return counted.rows[0] ?? { users: 0, applications: 0 };
  });
}

async function fill(file: string, url: string, major: number): Promise<void> {
  if (file.endsWith('.copy.gz')) {
    await readGzip(file, (input) => restoreTables(url, input));
    return;
  }
  await runClient(
    findClient('pg_restore', major),
    ['--exit-on-error', '--single-transaction', `--dbname=${new URL(url).pathname.slice(1)}`, file],
    {
      url,
    },
  );
  await migrate(url);
  await connected(url, (client) => client.query('analyze'));
}

/** In words, for whoever restores: PostgreSQL's own would name a file or a process. */
function explained(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  if (error.code === '55006') return new StartupProblem('The database is in use: stop the server first, then restore.', { cause: error });
  if (error.code === '42501') {
    return new StartupProblem('This database user may not make databases: restore as an administrator of the server.', { cause: error });
  }
  return error;
}

/**
 * Restores a backup into a new database, and only when all of it is there lets that take the place of the old one, which stays under
 * another name. A failure at any point leaves the old database as and where it was.
 */
export async function restoreBackup({ file, url, at = new Date() }: RestoreOptions): Promise<Restored> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const stamp = at
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .toLowerCase();
  const fresh = `${name}_restoring_${stamp}`;
  const aside = `${name}_before_${stamp}`;
  const before = await count(url);
  try {
    return await connected(urlOf(url, 'postgres'), async (admin) => {
      const { rows } = await admin.query<{ owner: string }>('select pg_get_userbyid(datdba) as owner from pg_database where datname = $1', [
        name,
      ]);
      await admin.query(`create database ${escapeIdentifier(fresh)} owner ${escapeIdentifier(rows[0]?.owner ?? 'postgres')}`);
      try {
        await fill(file, urlOf(url, fresh), await readMajor(admin));
        const restored = await count(urlOf(url, fresh));
        await admin.query(`alter database ${escapeIdentifier(name)} rename to ${escapeIdentifier(aside)}`);
        try {
          await admin.query(`alter database ${escapeIdentifier(fresh)} rename to ${escapeIdentifier(name)}`);
        } catch (error) {
          await admin.query(`alter database ${escapeIdentifier(aside)} rename to ${escapeIdentifier(name)}`);
          throw error;
        }
        if (before.users > 0) return { ...restored, kept: aside };
        await admin.query(`drop database ${escapeIdentifier(aside)}`);
        return { ...restored, kept: null };
      } catch (error) {
        await admin.query(`drop database if exists ${escapeIdentifier(fresh)} with (force)`);
        throw error;
      }
    });
  } catch (error) {
    throw explained(error);
  }
}
