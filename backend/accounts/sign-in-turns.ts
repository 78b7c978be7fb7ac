import { ProblemError } from '../errors.ts';
import { createTurns, type InTurn } from '../turns.ts';

/**
 * Turns for what passwords cost: three at once, fifty wait. Who comes then gets `rate_limited`. Argon2 has its own; others are for all
 * that strangers may ask with a password (signing up and in, recovery codes, reset links): counting a try and reading an account wait for
 * the database, and strangers in any number must not hold the connections that people who are signed in wait for.
 */
export function createSignInTurns(): InTurn {
  const problem = () => new ProblemError('rate_limited', { detail: 'Too many people are signing in.', retryAfterSeconds: 5 });
  return createTurns({ working: 3, full: { waiting: 50, problem } });
}
