/** Time for one capture. Everything that walks through a page asks it, and stops with what it has once nothing is left. */
export interface Budget {
  /** True from the moment the time is over, for ever. Cheap enough to be asked for every line of a page. */
  isSpent(): boolean;
  leftMs(): number;
}

/** A clock is read at one in so many questions: reading it costs more than looking at a short line. */
const ASKED_PER_LOOK = 16;

/** A budget that begins now; `now` gives milliseconds from any start. */
export function createBudget(ms: number, now: () => number = () => performance.now()): Budget {
  const end = now() + ms;
  let asked = 0;
  let spent = false;
  const look = (): boolean => (spent ||= now() > end);
  return {
    isSpent: () => spent || (++asked % ASKED_PER_LOOK === 0 && look()),
    leftMs: () => Math.max(0, end - now()),
  };
}

/** So many lines are looked at though the time is over: on a slow machine a large page would else give nothing, and its beginning says the most. */
export const LINES_ANYWAY = 300;

/** The items as long as there is time: what a walk through the lines or boxes of a page goes over. */
export function* untilSpent<T>(items: Iterable<T>, budget: Budget): Generator<T> {
  for (const item of items) {
    if (budget.isSpent()) return;
    yield item;
  }
}
