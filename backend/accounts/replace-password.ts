import type { Transaction } from 'objection';
import type { Owner } from '../models/owned-model.ts';
import { UserModel } from '../models/user-model.ts';
import { endSessions } from './end-sessions.ts';

/**
 * Gives an account another password, in its own transaction, where nobody showed the one before: whatever was open by the old one ends,
 * sessions, API tokens and links for yet another password.
 */
export async function replacePassword(trx: Transaction, owner: Owner, passwordHash: string): Promise<void> {
  await UserModel.query(trx).findById(owner.id).patch({ passwordHash });
  await endSessions(trx, owner, 'password_changed');
  for (const table of ['api_tokens', 'reset_links']) await trx(table).where('user_id', owner.id).delete();
}
