import type { Transaction } from 'objection';
import { v7 } from 'uuid';
import type { SignUp, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { choosePassword } from './choose-password.ts';
import { refuseTakenEmail } from './email-taken.ts';
import { startSession, type StartedSession } from './start-session.ts';

/** One row, one winner: of any number who sign up first, the others wait for its lock and then find the place taken. */
async function claimAdministration(trx: Transaction, userId: string): Promise<boolean> {
  return (await trx('instance').update({ administrator_id: userId }).whereNull('administrator_id')) === 1;
}

/**
 * Creates an account and signs its first device in. The first account of an installation becomes its administrator. Throws
 * `registration_closed`, `email_taken`, `rate_limited`, or `invalid_input` for a password that is too common.
 */
export async function signUp({ database, registration, tokens }: Accounts, body: SignUp): Promise<StartedSession> {
  if (registration !== 'open') throw new ProblemError('registration_closed');
  const passwordHash = await choosePassword(body.password, body.email);
  const id = v7();
  const createdAt = new Date();
  return refuseTakenEmail(() =>
    userTransaction(database, id, async (trx) => {
      await UserModel.query(trx).insert({ id, email: body.email, name: body.name, passwordHash, createdAt });
      const role: User['role'] = (await claimAdministration(trx, id)) ? 'administrator' : 'member';
      if (role !== 'member') await UserModel.query(trx).findById(id).patch({ role });
      const user = { id, email: body.email, name: body.name, role, createdAt: createdAt.toISOString() };
      return startSession(trx, tokens, user, { label: body.device, keep: body.keep });
    }),
  );
}
