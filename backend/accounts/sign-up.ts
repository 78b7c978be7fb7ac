import type { Transaction } from 'objection';
import { v7 } from 'uuid';
import type { SignUp, User } from '../../contract/index.ts';
import { claimAdministration } from '../administration/set-up.ts';
import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { choosePassword } from './choose-password.ts';
import { refuseTakenEmail } from './email-taken.ts';
import { startSession, type StartedSession } from './start-session.ts';
import { checkAdmission, useInvite } from './use-invite.ts';

/** What the new account may do, by what let it in. Throws `invite_invalid` where nothing does any more. */
async function chooseRole(trx: Transaction, registration: Accounts['registration'], id: string, body: SignUp): Promise<User['role']> {
  const used = await useInvite(trx, id, body);
  if (used === undefined && registration !== 'open') throw new ProblemError('invite_invalid');
  // An invite was made by an administrator: there is one.
  if (used === 'invite') return 'member';
  if (await claimAdministration(trx, id)) return 'administrator';
  if (used === 'set_up') throw new ProblemError('invite_invalid', { detail: 'Somebody else has set this server up meanwhile.' });
  return 'member';
}

/**
 * Creates an account and signs its first device in. The first account of an installation becomes its administrator: where registration is
 * not open, by the set-up link alone. Throws `registration_closed`, `invite_invalid`, `email_taken`, `rate_limited`, or `invalid_input`
 * for a password that is too common, or an address that the invite is not for.
 */
export async function signUp({ database, registration, tokens }: Accounts, body: SignUp): Promise<StartedSession> {
  await checkAdmission({ database, registration }, body);
  const passwordHash = await choosePassword(body.password, body.email);
  const id = v7();
  const createdAt = new Date();
  return refuseTakenEmail(() =>
    userTransaction(database, id, async (trx) => {
      await UserModel.query(trx).insert({ id, email: body.email, name: body.name, passwordHash, createdAt });
      const role = await chooseRole(trx, registration, id, body);
      if (role !== 'member') await UserModel.query(trx).findById(id).patch({ role });
      const user = { id, email: body.email, name: body.name, role, createdAt: createdAt.toISOString() };
      return startSession(trx, tokens, user, { label: body.device, keep: body.keep });
    }),
  );
}
