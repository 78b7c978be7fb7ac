import type { Knex } from 'knex';
import { DatabaseError, type QueryResult, type QueryResultRow } from 'pg';
import type { Database } from './pools.ts';

/** A statement with `$1`-style parameters. A `name` makes each connection prepare it once and keep its plan. */
export type Statement = { text: string; values?: readonly unknown[]; name?: string };

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

const ABORTED = '25P02';
const isAborted = (error: unknown): boolean => error instanceof DatabaseError && error.code === ABORTED;

/**
 * Runs `statements` in one transaction of `userId`, sent together with its begin and commit: one trip to the database. Resolves with
 * one result each, after the commit was acknowledged. Rejects with the error of the statement that failed (nothing is kept then), not
 * with those of its followers, or with the commit's own.
 */
export async function queryAllAs<Rows extends readonly QueryResultRow[]>(
  { pipe }: Pick<Database, 'pipe'>,
  userId: string,
  statements: readonly Statement[],
): Promise<{ [K in keyof Rows]: QueryResult<Rows[K]> }> {
  const client = await pipe.connect();
  const sent = [
    { text: 'begin' },
    { name: 'set-user', text: SET_USER, values: [userId] },
    ...statements.map((statement) => ({ ...statement, values: [...(statement.values ?? [])] })),
    { text: 'commit' },
  ].map((statement) => client.query(statement));
  // All, not the first failure: the connection may go back only when every answer is in.
  const settled = await Promise.allSettled(sent);
  const failures = settled.filter((answer) => answer.status === 'rejected').map(({ reason }): unknown => reason);
  const failure = failures.find((reason) => !isAborted(reason)) ?? failures[0];
  // An error that PostgreSQL reported ended the transaction; any other (a broken connection) leaves it unknown.
  client.release(failures.every((reason) => reason instanceof DatabaseError) ? undefined : true);
  if (failures.length > 0) throw failure;

  const results = settled.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
  const committed = results.at(-1)?.command;
  // A commit of a failed transaction answers ROLLBACK and is no error to PostgreSQL.
  if (committed !== 'COMMIT') throw new Error(`The transaction ended in ${committed ?? 'nothing'}, not in a commit.`);
  return results.slice(2, -1) as { [K in keyof Rows]: QueryResult<Rows[K]> };
}

/** `queryAllAs` of one statement: resolves with its result. */
export async function queryAs<Row extends QueryResultRow>(
  database: Pick<Database, 'pipe'>,
  userId: string,
  statement: Statement,
): Promise<QueryResult<Row>> {
  const [result] = await queryAllAs<[Row]>(database, userId, [statement]);
  return result;
}
