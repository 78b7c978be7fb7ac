import type { Transaction } from 'objection';
import type { Statement } from '../postgres/one-trip.ts';

const SET = `select set_config('app.administration', $1, true)`;

/** The first of several statements in one trip: those after it may read who has an account here, and write invites. */
export const BEGIN_ADMINISTERING: Statement = { name: 'administer', text: SET, values: ['on'] };

/**
 * Runs `work` in a transaction that may read who has an account here, and write invites: nothing of what is in an account. The
 * permission ends with `work`, not with the transaction.
 */
export async function administer<T>(trx: Transaction, work: () => Promise<T>): Promise<T> {
  const set = (value: string) => trx.raw(SET.replace('$1', '?'), [value]);
  await set('on');
  const result = await work();
  await set('');
  return result;
}
