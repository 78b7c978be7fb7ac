import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { fieldWord } from './field-word.ts';
import { invalidWord } from './invalid-word.ts';
import { text, type PlainTextKey } from './text.ts';

type Reason = { [Key in PlainTextKey]: Key extends `reason_${infer Name}` ? Name : never }[PlainTextKey];

/** Why something could not be done now, as the second half of a sentence. */
export function reasonWord(reason: Reason): string {
  return text(`reason_${reason}`);
}

/** The server's own sentences are in English: each code has one here, and a code without one does not compile. */
const SENTENCES: Record<ProblemCode, PlainTextKey> = {
  malformed: 'problem_malformed',
  method_not_allowed: 'problem_malformed',
  unsupported_media_type: 'problem_malformed',
  invalid_input: 'problem_invalid_input',
  unauthenticated: 'sessionEnded',
  token_expired: 'sessionEnded',
  token_invalid: 'sessionEnded',
  session_revoked: 'sessionEnded',
  session_reused: 'sessionEnded',
  wrong_credentials: 'wrongCredentials',
  user_disabled: 'userDisabled',
  forbidden: 'problem_forbidden',
  registration_closed: 'registrationClosed',
  invite_invalid: 'inviteInvalid',
  link_invalid: 'resetWrong',
  not_found: 'problem_not_found',
  conflict: 'problem_conflict',
  id_reused: 'problem_id_reused',
  last_administrator: 'lastAdministrator',
  too_many_tokens: 'tooManyTokens',
  email_taken: 'emailTaken',
  too_large: 'problem_too_large',
  rate_limited: 'problem_later',
  unavailable: 'problem_later',
  internal: 'problem_later',
};

/** Why the server refused, as a sentence; names the field where one is to blame. */
export function refusalWord({ code, errors }: Pick<Problem, 'code' | 'errors'>): string {
  const first = errors?.[0];
  return first ? text('fieldValue', { field: fieldWord(first.path), value: invalidWord(first.message) }) : text(SENTENCES[code]);
}
