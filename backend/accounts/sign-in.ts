import type { SignIn } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { holdPassword } from './hold-password.ts';
import { hashPassword, isOutdated, verifyPassword } from './passwords.ts';
import { readAccount } from './read-account.ts';
import { startSession, type StartedSession } from './start-session.ts';

/**
 * Signs a device in. Throws `wrong_credentials` for an unknown address, a wrong password and a disabled account alike, after the same
 * work.
 */
export async function signIn({ database, tokens }: Accounts, { email, password, device, keep }: SignIn): Promise<StartedSession> {
  const account = await readAccount(database, email);
  const isRight = await verifyPassword(account?.passwordHash, password);
  if (account === undefined || !isRight || account.disabled) throw new ProblemError('wrong_credentials');
  const passwordHash = isOutdated(account.passwordHash) ? await hashPassword(password) : undefined;
  return userTransaction(database, account.id, async (trx) => {
    await holdPassword(trx, account, account.passwordHash, 'share');
    if (passwordHash !== undefined) await UserModel.query(trx).findById(account.id).patch({ passwordHash });
    return startSession(trx, tokens, account, { label: device, keep });
  });
}
