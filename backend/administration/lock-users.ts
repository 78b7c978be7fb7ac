import { raw, type Transaction } from 'objection';
import { endSessions, expireApiTokens } from '../accounts/end-sessions.ts';
import { ProblemError } from '../errors.ts';
import type { Owner } from '../models/owned-model.ts';
import { UserModel } from '../models/user-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { keepAnAdministrator } from './keep-an-administrator.ts';

/** Throws `not_found` unless the transaction's user has an account; nobody changes it until the transaction ends. */
export async function findUser(trx: Transaction, { id }: Owner): Promise<UserModel> {
  const user = await UserModel.query(trx).findById(id).forUpdate();
  if (user === undefined) throw new ProblemError('not_found');
  return user;
}

/**
 * Locks an account: nobody signs in to it, and its sessions, API tokens and reset links end at once; what is in it stays. Repeated,
 * nothing changes. Throws `not_found`, or `last_administrator`.
 */
export async function disableUser(database: Database, owner: Owner): Promise<void> {
  await userTransaction(database, owner.id, async (trx) => {
    await keepAnAdministrator(trx, owner);
    const user = await findUser(trx, owner);
    if (user.disabledAt !== null) return;
    await UserModel.query(trx)
      .findById(owner.id)
      .patch({ disabledAt: raw('clock_timestamp()') });
    await endSessions(trx, owner, 'disabled');
    await expireApiTokens(trx, owner);
    await trx('reset_links').where('user_id', owner.id).delete();
  });
}

/** Unlocks it: its owner may sign in again. What ended stays ended. Throws `not_found`. */
export async function enableUser(database: Database, owner: Owner): Promise<void> {
  await userTransaction(database, owner.id, async (trx) => {
    await findUser(trx, owner);
    await UserModel.query(trx).findById(owner.id).patch({ disabledAt: null });
  });
}
