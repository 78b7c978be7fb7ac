import { DBError } from 'objection';
import { DatabaseError } from 'pg';
import { ProblemError } from '../errors.ts';

/** Objection's own UniqueViolationError does not recognise an index on an expression. */
function isTaken(error: unknown): boolean {
  const native = error instanceof DBError ? error.nativeError : error;
  return native instanceof DatabaseError && native.code === '23505' && native.constraint === 'users_email';
}

/** Runs `work`; throws `email_taken` where it would give an account the address of another. */
export async function refuseTakenEmail<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTaken(error)) throw new ProblemError('email_taken');
    throw error;
  }
}
