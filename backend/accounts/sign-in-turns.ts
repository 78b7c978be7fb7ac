import { ProblemError } from '../errors.ts';
import { createTurns, type InTurn } from '../turns.ts';

/** Turns for what passwords cost: three at once, fifty wait. Who comes then gets `rate_limited`. */
export function createSignInTurns(): InTurn {
  const problem = () => new ProblemError('rate_limited', { detail: 'Too many people are signing in.', retryAfterSeconds: 5 });
  return createTurns({ working: 3, full: { waiting: 50, problem } });
}
