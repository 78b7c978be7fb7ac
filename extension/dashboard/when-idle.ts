/** So long at a time where the browser does not tell when it is idle (Safari): no frame waits for it. */
const SLICE_MS = 4;

/** Calls back in a moment that nobody needs, and says until when that lasts. */
function inIdleMoment(work: (isLeft: () => boolean) => void): void {
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback((deadline) => work(() => deadline.timeRemaining() > 1));
    return;
  }
  setTimeout(() => {
    const until = performance.now() + SLICE_MS;
    work(() => performance.now() < until);
  });
}

/** Does something to each item, in order, and `then` something else, in the moments that nobody needs: what somebody does meanwhile does not wait for it. */
export function whenIdle<Item>(items: Iterable<Item>, each: (item: Item) => void, then?: () => void): void {
  const left = items[Symbol.iterator]();
  const go = () =>
    inIdleMoment((isLeft) => {
      do {
        const { done, value } = left.next();
        if (done === true) return then?.();
        each(value);
      } while (isLeft());
      go();
    });
  go();
}
