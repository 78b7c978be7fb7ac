import { UserModel } from '../models/user-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { keepAnAdministrator } from '../administration/keep-an-administrator.ts';
import { confirmPassword } from './confirm-password.ts';
import { holdPassword } from './hold-password.ts';
import type { SignedInUser } from './signed-in-user.ts';

/** Deletes an account with everything in it. Throws `wrong_credentials`, or `last_administrator`. */
export async function deleteMe(database: Database, user: SignedInUser, password: string): Promise<void> {
  const passwordHash = await confirmPassword(database, user, password);
  await userTransaction(database, user.id, async (trx) => {
    await keepAnAdministrator(trx, user);
    await holdPassword(trx, user, passwordHash, 'alone');
    // A hundred thousand applications take longer than any other statement may.
    await trx.raw(`set local statement_timeout = '120s'`);
    await UserModel.query(trx).deleteById(user.id);
  });
}
