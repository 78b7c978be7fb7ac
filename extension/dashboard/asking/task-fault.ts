import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { invalidWord } from '../../texts/invalid-word.ts';
import { reasonWord, refusalWord } from '../../texts/problem-words.ts';
import { text } from '../../texts/text.ts';

interface TaskFault {
  sentence: string;
  /** The fields that may be meant, by their names in what was sent. */
  about: readonly string[];
}

/** Why something about the account was not done; a bug is thrown on. */
export function taskFault(error: unknown): TaskFault {
  const whole = (sentence: string): TaskFault => ({ sentence, about: [] });
  if (error instanceof TryLater) return whole(text('notDone', { reason: reasonWord(error.reason) }));
  if (error instanceof SignedOut) return whole(text('notDone', { reason: reasonWord('signed_out') }));
  if (!(error instanceof ProblemError)) throw error;
  const { code, errors } = error.problem;
  if (code === 'wrong_credentials') return { sentence: text('passwordWrong'), about: ['current', 'password'] };
  const first = errors?.[0];
  if (first !== undefined) return { sentence: invalidWord(first.message), about: [first.path] };
  return { sentence: refusalWord(error.problem), about: code === 'email_taken' ? ['email'] : [] };
}
