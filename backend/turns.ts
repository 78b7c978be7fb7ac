import type { ProblemError } from './errors.ts';

/** Runs `work` when its turn comes. Throws where too many wait already. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

interface Turns {
  /** So many work at once. */
  working: number;
  /** So many wait for them, in the order they came, and who comes then is told why not; without it, everybody waits. */
  full?: { waiting: number; problem: () => ProblemError };
}

/** Lets a few work at once, and others wait for their turn. */
export function createTurns({ working: maxWorking, full }: Turns): InTurn {
  let working = 0;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (working < maxWorking) {
      working += 1;
    } else {
      if (full && waiting.length >= full.waiting) throw full.problem();
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      // The place goes straight to who waited longest, so that nobody who comes just now overtakes; or it is free.
      const next = waiting.shift();
      if (next === undefined) working -= 1;
      else next();
    }
  };
}
