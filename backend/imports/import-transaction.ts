import type { PoolClient } from 'pg';
import { ProblemError } from '../errors.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';

/**
 * For one statement of many rows. A save of the same user waits at most its own 5 s for us, and is told to come again. Of rows written a moment
 * ago PostgreSQL knows no number and expects one: a loop over all of them for each, which would take minutes, is ruled out.
 */
const SETTINGS = `
select set_config('app.user_id', $1, true), set_config('statement_timeout', '60s', true), set_config('lock_timeout', '5s', true),
  set_config('enable_nestloop', 'off', true)`;

/** The lock is the transaction's: it holds among all servers on this database, and a crash leaves none. */
const ALONE = `select pg_try_advisory_xact_lock(hashtextextended('jackdaw import ' || $1, 0)) as alone`;

/**
 * Runs `work` in one transaction of a user, alone among that user's imports. Commits when it resolves; after any error nothing is kept.
 * Throws `rate_limited` while another one runs.
 */
export async function importTransaction<T>(
  { streams }: Pick<Database, 'streams'>,
  user: Owner,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await streams.connect();
  let broken = true;
  try {
    await client.query('begin');
    await client.query(SETTINGS, [user.id]);
    const { rows } = await client.query<{ alone: boolean }>(ALONE, [user.id]);
    if (!rows[0]?.alone) {
      throw new ProblemError('rate_limited', { detail: 'Your import before this one is still running.', retryAfterSeconds: 5 });
    }
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
