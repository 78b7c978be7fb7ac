import { ProblemError } from '../errors.ts';
import { isCommonPassword } from './common-password.ts';
import { hashPassword } from './passwords.ts';

/**
 * The hash of a password that somebody chooses for the account of this address. Throws `invalid_input` for one that is too common, and
 * `rate_limited`.
 */
export async function choosePassword(password: string, email: string): Promise<string> {
  if (isCommonPassword(password, email)) {
    const errors = [
      { path: 'password', message: 'Is one of the first that somebody would try: take several words, or a password manager' },
    ];
    throw new ProblemError('invalid_input', { members: { errors } });
  }
  return hashPassword(password);
}
