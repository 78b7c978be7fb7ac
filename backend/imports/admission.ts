import { ProblemError } from '../errors.ts';
import { createTurns, type InTurn } from '../turns.ts';

/** Who may import now, in this process. */
export interface Admission {
  /**
   * Lets a user's file in, before it is read into memory; call what it returns when done. Throws `rate_limited` while the same user's file
   * before it is still here, `unavailable` while too many are.
   */
  enter(userId: string): () => void;
  /** Runs `work` when its turn comes. Whoever waits has been let in. */
  inTurn: InTurn;
}

/** A file is 10 MB at most, and some ten times that while its rows are made: these two numbers are what imports may take of the memory. */
export function createAdmission({ maxInside = 8, maxWorking = 2 } = {}): Admission {
  const inside = new Set<string>();

  return {
    enter(userId) {
      if (inside.has(userId)) {
        throw new ProblemError('rate_limited', { detail: 'Your import before this one is still running.', retryAfterSeconds: 5 });
      }
      if (inside.size >= maxInside) {
        throw new ProblemError('unavailable', { detail: 'Too many people import at this moment.', retryAfterSeconds: 10 });
      }
      inside.add(userId);
      return () => inside.delete(userId);
    },
    inTurn: createTurns({ working: maxWorking }),
  };
}
