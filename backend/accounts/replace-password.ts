import type { Transaction } from 'objection';
import type { Owner } from '../models/owned-model.ts';
import { UserModel } from '../models/user-model.ts';
import { deleteRecoveryCodes, endAccess } from './end-sessions.ts';

/**
 * Gives an account another password, in its own transaction, where nobody showed the one before: whatever was open by the old one ends,
 * sessions, API tokens, links for yet another password and recovery codes. Those stay (`keepsCodes`) where one of them was shown: they
 * are on the same paper.
 */
export async function replacePassword(
  trx: Transaction,
  owner: Owner,
  passwordHash: string,
  { keepsCodes = false }: { keepsCodes?: boolean } = {},
): Promise<void> {
  // Whoever is signing in with the old one is let in before this, and signed out by it, or is refused after it: see `holdPassword`.
  await UserModel.query(trx).findById(owner.id).select('id').forUpdate();
  await UserModel.query(trx).findById(owner.id).patch({ passwordHash });
  await endAccess(trx, owner, 'password_changed');
  if (!keepsCodes) await deleteRecoveryCodes(trx, owner);
  await trx('reset_links').where('user_id', owner.id).delete();
}
