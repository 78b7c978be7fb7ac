import type { EditMe, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { confirmPassword } from './confirm-password.ts';
import { refuseTakenEmail } from './email-taken.ts';

/** Changes name or address. Throws `email_taken`; `invalid_input` or `wrong_credentials` where another address comes without its password. */
export async function editMe(
  database: Database,
  { id, role, createdAt, ...current }: User,
  { name = current.name, email = current.email, password }: EditMe,
): Promise<User> {
  if (email !== current.email) {
    if (password === undefined) {
      throw new ProblemError('invalid_input', { members: { errors: [{ path: 'password', message: 'Is needed for another address' }] } });
    }
    await confirmPassword(database, { id }, password);
  }
  await refuseTakenEmail(() => userTransaction(database, id, async (trx) => UserModel.query(trx).findById(id).patch({ name, email })));
  return { id, email, name, role, createdAt };
}
