import type { EditMe, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { confirmPassword } from './confirm-password.ts';
import { holdPassword } from './hold-password.ts';
import { refuseTakenEmail } from './email-taken.ts';

/** Changes name or address. Throws `email_taken`; `invalid_input` or `wrong_credentials` where another address comes without its password. */
export async function editMe(
  database: Database,
  { id, role, createdAt, ...current }: User,
  { name = current.name, email = current.email, password }: EditMe,
): Promise<User> {
  const isOtherAddress = email !== current.email;
  if (isOtherAddress && password === undefined) {
    throw new ProblemError('invalid_input', { members: { errors: [{ path: 'password', message: 'Is needed for another address' }] } });
  }
  const passwordHash = isOtherAddress && password !== undefined ? await confirmPassword(database, { id }, password) : undefined;
  await refuseTakenEmail(() =>
    userTransaction(database, id, async (trx) => {
      if (passwordHash !== undefined) await holdPassword(trx, { id }, passwordHash, 'alone');
      await UserModel.query(trx).findById(id).patch({ name, email });
    }),
  );
  return { id, email, name, role, createdAt };
}
