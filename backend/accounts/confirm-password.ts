import { ProblemError } from '../errors.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { verifyPassword } from './passwords.ts';

/**
 * Throws `wrong_credentials` unless `password` is the account's: a device left unlocked is not its owner. Answers with the hash it was
 * compared with, for `holdPassword` in the transaction that it is asked for.
 */
export async function confirmPassword(database: Database, { id }: Owner, password: string): Promise<string> {
  const { rows } = await queryAs<{ hash: string }>(database, id, {
    name: 'read-password-hash',
    text: 'select password_hash as hash from users where id = $1',
    values: [id],
  });
  const hash = rows[0]?.hash;
  if (!(await verifyPassword(hash, password)) || hash === undefined) throw new ProblemError('wrong_credentials');
  return hash;
}
