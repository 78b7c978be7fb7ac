import { describe, expect, it, vi } from 'vitest';
import { createCapturer } from './capturer.ts';

/** A worker that answers each question with `null`, once it has said that it is ready. */
function createFakeWorker() {
  const target = new EventTarget();
  const say = (data: unknown) => target.dispatchEvent(Object.assign(new Event('message'), { data }));
  const told = vi.fn((_message: unknown) => queueMicrotask(() => say(null)));
  const worker = Object.assign(target, { postMessage: told, terminate: vi.fn() }) as unknown as Worker;
  return { worker, told, say };
}
const LARGE = { copy: 'x'.repeat(150_001), budgetMs: 1000 };

describe('the copy of a page', () => {
  it('is read in the same thread where it is of a usual size', async () => {
    const [engine, start] = [vi.fn(() => null), vi.fn<() => Worker>()];
    const question = { copy: 'x'.repeat(150_000), budgetMs: 1000 };
    expect(await createCapturer(Promise.resolve(engine), start).capture(question)).toBeNull();
    expect(engine.mock.calls).toEqual([[question]]);
    expect(start).not.toHaveBeenCalled();
  });

  it('is read by a worker where it is large, as soon as that has started', async () => {
    const [engine, { worker, told, say }] = [vi.fn(), createFakeWorker()];
    const captured = createCapturer(Promise.resolve(engine), () => worker).capture(LARGE);
    expect(told).not.toHaveBeenCalled();
    say('ready');
    expect(await captured).toBeNull();
    expect(told.mock.calls).toEqual([[LARGE]]);
    expect(engine).not.toHaveBeenCalled();
  });

  it('is read by one and the same worker each time, which ends with the reading', async () => {
    const { worker, told, say } = createFakeWorker();
    const start = vi.fn(() => worker);
    const capturer = createCapturer(Promise.resolve(vi.fn()), start);
    const first = capturer.capture(LARGE);
    say('ready');
    await first;
    await capturer.capture(LARGE);
    capturer.close();
    await new Promise((resolve) => setTimeout(resolve));
    expect([start.mock.calls.length, told.mock.calls.length]).toEqual([1, 2]);
    expect(worker.terminate).toHaveBeenCalledOnce();
  });
});
