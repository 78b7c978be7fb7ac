import { Client } from 'pg';
import { StartupProblem } from './startup-problem.ts';

const OLDEST_MAJOR = 15;

/** What went wrong, in words: a refused dual-stack connection is an AggregateError without a message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).at(-1) ?? 'no connection';
  return error instanceof Error ? error.message.trim().split('\n')[0] || String(Reflect.get(error, 'code')) : String(error);
}

/** Where a database is, without the password that reaches it. */
function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? hostname}:${searchParams.get('port') ?? (port || '5432')}${pathname}`;
}

/** Makes sure that the database at `url` answers and is new enough. Throws a StartupProblem that says where it looked and why not. */
export async function checkServer(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'jackdaw-start', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the query that is waiting reports it
  let version: number;
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    version = rows[0]?.version ?? 0;
  } catch (error) {
    throw new StartupProblem(`The database in DATABASE_URL (${placeOf(url)}) cannot be reached: ${reasonOf(error)}.`, { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
  if (version < OLDEST_MAJOR * 10_000) {
    throw new StartupProblem(
      `The database in DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}: Jackdaw needs ${OLDEST_MAJOR} or newer.`,
    );
  }
}
