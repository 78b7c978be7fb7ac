import { expect, it, vi } from 'vitest';
import { createWorkerCapturer } from './capturer.ts';

it('a page that was copied before the worker is there is read once it is', async () => {
  const target = new EventTarget();
  const say = (data: unknown) => target.dispatchEvent(Object.assign(new Event('message'), { data }));
  const told = vi.fn((_message: unknown) => queueMicrotask(() => say(null)));
  const worker = Object.assign(target, { postMessage: told, terminate: () => undefined }) as unknown as Worker;
  const question = { copy: '', budgetMs: 1000 };
  const captured = createWorkerCapturer(worker).capture(question);
  expect(told).not.toHaveBeenCalled();
  say('ready');
  expect(await captured).toBeNull();
  expect(told.mock.calls).toEqual([[question]]);
});
