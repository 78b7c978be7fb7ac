import type { Transaction } from 'objection';
import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import { administer } from './administer.ts';

/**
 * Throws `last_administrator` where nobody else administers than the account that is about to go. Whoever asks next waits for this
 * transaction, so that two who leave at once do not both see the other.
 */
export async function keepAnAdministrator(trx: Transaction, leaving: { id: string }): Promise<void> {
  await trx('instance').select('singleton').forUpdate();
  const administrators = await administer(trx, async () =>
    UserModel.query(trx).where('role', 'administrator').whereNull('disabled_at').select('id'),
  );
  if (administrators.length === 1 && administrators[0]?.id === leaving.id) throw new ProblemError('last_administrator');
}
