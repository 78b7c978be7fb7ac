import type { Transaction } from 'objection';

/**
 * Runs `work` in a transaction that may read who has an account here, and write invites: nothing of what is in an account. The
 * permission ends with `work`, not with the transaction.
 */
export async function administer<T>(trx: Transaction, work: () => Promise<T>): Promise<T> {
  const set = (value: string) => trx.raw(`select set_config('app.administration', ?, true)`, [value]);
  await set('on');
  const result = await work();
  await set('');
  return result;
}
