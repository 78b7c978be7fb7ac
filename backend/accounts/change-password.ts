import type { ChangePassword } from '../../contract/index.ts';
import { SessionModel } from '../models/session-model.ts';
import { UserModel } from '../models/user-model.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { choosePassword } from './choose-password.ts';
import { confirmPassword } from './confirm-password.ts';
import { deleteRecoveryCodes, endAccess } from './end-sessions.ts';
import { holdPassword } from './hold-password.ts';
import type { SignedInDevice } from './signed-in-user.ts';
import { startSession, type StartedSession } from './start-session.ts';

/**
 * Changes the password, ends every session, API token and recovery code, and starts a new session for the device that asks, kept as its
 * last one was. Throws `wrong_credentials`, `rate_limited`, or `invalid_input` for a password that is too common.
 */
export async function changePassword(
  { database, tokens }: Accounts,
  user: SignedInDevice,
  { current, password }: ChangePassword,
): Promise<StartedSession> {
  const currentHash = await confirmPassword(database, user, current);
  const passwordHash = await choosePassword(password, user.email);
  return userTransaction(database, user.id, async (trx) => {
    await holdPassword(trx, user, currentHash, 'alone');
    await UserModel.query(trx).findById(user.id).patch({ passwordHash });
    const session = await SessionModel.ownedBy(user, trx).findOne('id', user.sessionId).select('keep');
    await endAccess(trx, user, 'password_changed');
    await deleteRecoveryCodes(trx, user);
    return startSession(trx, tokens, user, { label: user.device, keep: session?.keep ?? 'body' });
  });
}
