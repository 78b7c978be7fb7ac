import type { Knex } from 'knex';
import type { QueryResultRow } from 'pg';
import { isRefusal, runInOneTrip, type Statement } from './one-trip.ts';
import type { Database } from './pools.ts';

/** The transaction's user, as row-level security reads it. Local to the transaction: the connection's next user starts without one. */
const SET_USER = `select set_config('app.user_id', $1, true)`;

/**
 * Runs `work` in a transaction that sees and writes the rows of `userId` only. Commits when `work` resolves; rolls back and rejects
 * with its error otherwise.
 */
export function userTransaction<T>(
  { knex }: Pick<Database, 'knex'>,
  userId: string,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async (trx) => {
    await trx.raw(SET_USER.replace('$1', '?'), [userId]);
    return work(trx);
  });
}

/** The rows that a statement answered. */
type Answer<Row> = { rows: Row[] };

/** One answer for each of several statements. */
export type Answers<Rows extends readonly QueryResultRow[]> = { [K in keyof Rows]: Answer<Rows[K]> };

/** The statement after which a trip acts for a user, or for another than before. */
export function setUser(userId: string): Statement {
  return { name: 'set-user', text: SET_USER, values: [userId] };
}

/**
 * Runs `statements` in one transaction of `userId`, in one trip to the database. Resolves with one answer each, after the commit was
 * acknowledged. Rejects with the error of the statement that failed (nothing is kept then), or with the commit's own.
 */
export async function queryAllAs<Rows extends readonly QueryResultRow[]>(
  { pipe }: Pick<Database, 'pipe'>,
  userId: string,
  statements: readonly Statement[],
): Promise<Answers<Rows>> {
  const client = await pipe.connect();
  let broken = true;
  try {
    const [, ...answers] = await runInOneTrip(client, [setUser(userId), ...statements]);
    broken = false;
    return answers.map((rows) => ({ rows })) as Answers<Rows>;
  } catch (error) {
    broken = !isRefusal(error);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** `queryAllAs` of one statement: resolves with its answer. */
export async function queryAs<Row extends QueryResultRow>(
  database: Pick<Database, 'pipe'>,
  userId: string,
  statement: Statement,
): Promise<Answer<Row>> {
  const [result] = await queryAllAs<[Row]>(database, userId, [statement]);
  return result;
}
