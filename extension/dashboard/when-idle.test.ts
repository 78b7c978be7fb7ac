import { afterEach, describe, expect, it, vi } from 'vitest';
import { whenIdle } from './when-idle.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser that is idle when told so, each time for `items` items. */
function buildIdleness() {
  const asked: IdleRequestCallback[] = [];
  vi.stubGlobal('requestIdleCallback', (work: IdleRequestCallback) => asked.push(work));
  return (items: number) => {
    let left = items;
    asked.shift()?.({ didTimeout: false, timeRemaining: () => ((left -= 1) > 0 ? 10 : 0) });
  };
}

describe('work for idle moments', () => {
  it('is done in order, no more of it than there is time for', () => {
    const idle = buildIdleness();
    const done: number[] = [];
    whenIdle([1, 2, 3, 4], (item) => done.push(item));
    expect(done).toEqual([]);
    idle(3);
    expect(done).toEqual([1, 2, 3]);
    idle(3);
    expect(done).toEqual([1, 2, 3, 4]);
    idle(3);
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it('goes on by timers where the browser does not tell when it is idle', async () => {
    const done: number[] = [];
    whenIdle([1, 2], (item) => done.push(item));
    await expect.poll(() => done).toEqual([1, 2]);
  });
});
