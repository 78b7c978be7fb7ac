import type { Transaction } from 'objection';
import type { Owner } from '../models/owned-model.ts';

/**
 * The first statement of every transaction that writes a user's applications. Its lock lets a user's writers pass one after the other:
 * their change numbers come without gaps and in commit order, and what one reads after it stays true until its commit. Foreign keys
 * (which lock FOR KEY SHARE) do not wait for it.
 */
export const LOCK_USER = 'select from users where id = $1 for no key update';

/** Takes that lock within a model's transaction. */
export async function lockUser(trx: Transaction, user: Owner): Promise<void> {
  await trx.raw(LOCK_USER.replace('$1', '?'), [user.id]);
}

/** The user's next change number and the database's time, for a change that is really made. Under the lock. */
export async function nextChange(trx: Transaction, user: Owner): Promise<{ changeNumber: number; at: Date }> {
  const { rows } = await trx.raw<{ rows: { number: string; at: Date }[] }>(
    'update users set change_number = change_number + 1 where id = ? returning change_number as number, clock_timestamp() as at',
    [user.id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The user went away meanwhile.');
  return { changeNumber: Number(row.number), at: row.at };
}
