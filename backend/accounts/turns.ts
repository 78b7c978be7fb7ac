import { ProblemError } from '../errors.ts';

/** Runs `work` when its turn comes. Throws `rate_limited` at once where too many wait already. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets `running` work at once, and `waiting` wait for them in the order they came. */
export function createTurns({ running: maxRunning, waiting: maxWaiting }: { running: number; waiting: number }): InTurn {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (running >= maxRunning) {
      if (waiting.length >= maxWaiting)
        throw new ProblemError('rate_limited', { detail: 'Too many people are signing in.', retryAfterSeconds: 5 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes straight to who waited longest, so that nobody who comes just now overtakes.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
