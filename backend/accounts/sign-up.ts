import { DatabaseError } from 'pg';
import { DBError, type Transaction } from 'objection';
import { v7 } from 'uuid';
import type { Session, SignUp, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { UserModel } from '../models/user-model.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { isCommonPassword } from './common-password.ts';
import { hashPassword } from './passwords.ts';
import { startSession } from './start-session.ts';

/** One row, one winner: of any number who sign up first, the others wait for its lock and then find the place taken. */
async function claimAdministration(trx: Transaction, userId: string): Promise<boolean> {
  return (await trx('instance').update({ administrator_id: userId }).whereNull('administrator_id')) === 1;
}

/** Objection's own UniqueViolationError does not recognise an index on an expression. */
function isTaken(error: unknown): boolean {
  const native = error instanceof DBError ? error.nativeError : error;
  return native instanceof DatabaseError && native.code === '23505' && native.constraint === 'users_email';
}

/**
 * Creates an account and signs its first device in. The first account of an installation becomes its administrator. Throws
 * `registration_closed`, `email_taken`, `rate_limited`, or `invalid_input` for a password that is too common.
 */
export async function signUp({ database, registration, tokens }: Accounts, body: SignUp): Promise<Session> {
  if (registration !== 'open') throw new ProblemError('registration_closed');
  if (isCommonPassword(body.password, body.email)) {
    const errors = [
      { path: 'password', message: 'Is one of the first that somebody would try: take several words, or a password manager' },
    ];
    throw new ProblemError('invalid_input', { members: { errors } });
  }
  const passwordHash = await hashPassword(body.password);
  const id = v7();
  const createdAt = new Date();
  try {
    return await userTransaction(database, id, async (trx) => {
      await UserModel.query(trx).insert({ id, email: body.email, name: body.name, passwordHash, createdAt });
      const role: User['role'] = (await claimAdministration(trx, id)) ? 'administrator' : 'member';
      if (role !== 'member') await UserModel.query(trx).findById(id).patch({ role });
      return startSession(trx, tokens, { id, email: body.email, name: body.name, role, createdAt: createdAt.toISOString() }, body.device);
    });
  } catch (error) {
    if (isTaken(error)) throw new ProblemError('email_taken');
    throw error;
  }
}
