import { describe, expect, it, vi } from 'vitest';
import { POSTING_FIELDS } from '../../contract/posting.ts';
import { answer } from './answer.ts';
import { createWorkerCapturer } from './capturer.ts';
import { presentPractice } from './practice.ts';

/** A worker that says what it is told to say, and answers a question with `null`. */
function buildWorker() {
  const target = new EventTarget();
  const say = (data: unknown) => target.dispatchEvent(Object.assign(new Event('message'), { data }));
  const told = vi.fn((message: unknown) => {
    if (message !== 'practise') queueMicrotask(() => say(null));
  });
  const worker = Object.assign(target, { postMessage: told, terminate: () => undefined }) as unknown as Worker;
  return { worker, say, told };
}
const QUESTION = { copy: '', budgetMs: 1000 };

describe('a worker that has started', () => {
  it('practises while nobody asks', async () => {
    const { worker, say, told } = buildWorker();
    const capturer = createWorkerCapturer(worker);
    say('ready');
    expect(told.mock.calls).toEqual([['practise']]);
    expect(await capturer.capture(QUESTION)).toBeNull();
    expect(told.mock.calls).toEqual([['practise'], [QUESTION]]);
  });

  it('reads at once where a page was copied before it was there', async () => {
    const { worker, say, told } = buildWorker();
    const captured = createWorkerCapturer(worker).capture(QUESTION);
    say('ready');
    expect(await captured).toBeNull();
    expect(told.mock.calls).toEqual([[QUESTION]]);
  });
});

describe('the posting that is practised on', () => {
  it('has something for every field but the deadline, for no day stays ahead', () => {
    const capture = answer({ copy: presentPractice(), budgetMs: 60_000 });
    expect(capture).toMatchObject({ verdict: { kind: 'posting' }, incomplete: false });
    expect(capture?.draft.title?.[0]?.value).toBe('Accountant (m/f/d)');
    expect(Object.keys(capture?.draft ?? {}).toSorted()).toEqual(POSTING_FIELDS.filter((field) => field !== 'validThrough').toSorted());
  });
});
