import type { Transaction } from 'objection';
import type { Owner } from '../models/owned-model.ts';
import { UserModel } from '../models/user-model.ts';
import { endAccess } from './end-sessions.ts';

/**
 * Gives an account another password, in its own transaction, where nobody showed the one before: whatever was open by the old one ends,
 * sessions, API tokens and links for yet another password.
 */
export async function replacePassword(trx: Transaction, owner: Owner, passwordHash: string): Promise<void> {
  await UserModel.query(trx).findById(owner.id).patch({ passwordHash });
  await endAccess(trx, owner, 'password_changed');
  await trx('reset_links').where('user_id', owner.id).delete();
}
