import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { text } from '../../texts/text.ts';
import { weakPassword } from '../account/password-field.tsx';
import { reasonWord } from '../unsent/reason.ts';

interface AccountFault {
  sentence: string;
  /** The fields that may be meant, by their names in what was sent. */
  about: readonly string[];
}

/** Why something about the account was not done; a bug is thrown on. */
export function accountFault(error: unknown): AccountFault {
  const whole = (sentence: string): AccountFault => ({ sentence, about: [] });
  if (error instanceof TryLater) return whole(text('notDone', { reason: reasonWord(error.reason) }));
  if (error instanceof SignedOut) return whole(text('notDone', { reason: reasonWord('signed_out') }));
  if (!(error instanceof ProblemError)) throw error;
  const { code, errors, detail, title } = error.problem;
  if (code === 'wrong_credentials') return { sentence: text('passwordWrong'), about: ['current', 'password'] };
  if (code === 'email_taken') return { sentence: text('emailTaken'), about: ['email'] };
  if (code === 'too_many_tokens') return whole(text('tooManyTokens'));
  if (code === 'last_administrator') return whole(text('lastAdministrator'));
  const first = errors?.[0];
  if (first === undefined) return whole(detail ?? title);
  return { sentence: first.path === 'password' ? weakPassword(first.message) : first.message, about: [first.path] };
}
