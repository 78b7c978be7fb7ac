import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { text } from '../../texts/text.ts';
import { reasonWord } from '../unsent/reason.ts';

/** Why something about the account was not done, in a sentence; a bug is thrown on. */
export function accountFault(error: unknown): string {
  if (error instanceof TryLater) return text('notDone', { reason: reasonWord(error.reason) });
  if (error instanceof SignedOut) return text('notDone', { reason: reasonWord('signed_out') });
  if (!(error instanceof ProblemError)) throw error;
  const { code, errors, detail, title } = error.problem;
  if (code === 'wrong_credentials') return text('passwordWrong');
  if (code === 'email_taken') return text('emailTaken');
  if (code === 'too_many_tokens') return text('tooManyTokens');
  if (code === 'last_administrator') return text('lastAdministrator');
  return errors?.[0]?.message ?? detail ?? title;
}
