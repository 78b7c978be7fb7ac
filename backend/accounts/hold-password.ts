import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Transaction } from 'objection';

/**
 * Holds an account as it was when its password was compared, until the transaction ends: comparing takes a while, and meanwhile another
 * password may have been chosen, or the account locked or deleted. Throws `wrong_credentials` then. Who is let in by the password holds it
 * beside others (`share`), who changes what lets in holds it alone (`alone`); saves and imports, which count their changes in the same
 * row, keep nobody from signing in.
 */
export async function holdPassword(trx: Transaction, { id }: Owner, passwordHash: string, how: 'share' | 'alone'): Promise<void> {
  const account = UserModel.query(trx).findById(id).where('password_hash', passwordHash).whereNull('disabled_at').select('id');
  if ((await (how === 'share' ? account.forKeyShare() : account.forUpdate())) === undefined) throw new ProblemError('wrong_credentials');
}
