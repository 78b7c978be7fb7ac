import { Client } from 'pg';
import { readMajor } from './read-major.ts';
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

/** The major version of the server at `url`, which answers and is new enough. Throws a StartupProblem that says where it looked and why not. */
export async function checkServer(url: string): Promise<number> {
  const client = new Client({ connectionString: url, application_name: 'jackdaw-start', connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // the query that is waiting reports it
  let major: number;
  try {
    await client.connect();
    major = await readMajor(client);
  } catch (error) {
    throw new StartupProblem(`The database in DATABASE_URL (${placeOf(url)}) cannot be reached: ${reasonOf(error)}.`, { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
  if (major < OLDEST_MAJOR) {
    throw new StartupProblem(`The database in DATABASE_URL is PostgreSQL ${major}: Jackdaw needs ${OLDEST_MAJOR} or newer.`);
  }
  return major;
}
