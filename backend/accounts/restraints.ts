import type { InTurn } from '../turns.ts';
import type { RateLimits } from './rate-limits.ts';

/** What strangers are slowed down by. */
export interface Restraints {
  limits: RateLimits;
  /** One queue for whatever strangers ask with a password, whichever way in it is. */
  inTurn: InTurn;
}
