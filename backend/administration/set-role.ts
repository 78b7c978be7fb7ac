import type { User } from '../../contract/index.ts';
import type { Owner } from '../models/owned-model.ts';
import { UserModel } from '../models/user-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { keepAnAdministrator } from './keep-an-administrator.ts';
import { findUser } from './lock-users.ts';
import { claimAdministration } from './set-up.ts';

/** Makes an account an administrator's or a member's, from its next request on. Throws `not_found`, or `last_administrator`. */
export async function setRole(database: Database, owner: Owner, role: User['role']): Promise<void> {
  await userTransaction(database, owner.id, async (trx) => {
    if (role === 'administrator') await claimAdministration(trx, owner.id);
    else await keepAnAdministrator(trx, owner);
    await findUser(trx, owner);
    await UserModel.query(trx).findById(owner.id).patch({ role });
  });
}
