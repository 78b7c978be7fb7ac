import type { Capture } from '../capture/capture.ts';
import type { answer, Question } from './answer.ts';

/** The page, or what is made of it, took longer than anybody waits. */
export class OutOfTime extends Error {}

/** Where the engine reads the copies of one page. */
export interface Capturer {
  /** See `answer`. */
  capture(question: Question): Promise<Capture | null>;
  close(): void;
}

/**
 * Characters of a copy that are read in the popup's own thread: 19 of 20 saved pages have fewer. A first reading took 12 ms in the middle and 35 for
 * one of 20 (npm run bench:capture); a worker takes longer to start.
 */
export const READ_HERE = 150_000;
/** So long a worker may take to start, on a machine that does much else. */
const START_MS = 10_000;
const GRACE_MS = 1000;

/** An entry of its own in vite.config.ts, so that the package holds the engine once: Vite would build a worker apart from everything else. */
const startWorker = (): Worker => new Worker('/assets/capture-worker.js', { type: 'module' });

/** Rejects with `OutOfTime` when `promise` takes longer than that. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTime(`nothing after ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The engine in a thread of its own, which starts now: the form stays alive whatever a page does to it. Ended by force, with `OutOfTime`, when it
 * is a second over its time: a pattern on which the engine is stuck asks no clock.
 */
function createWorkerCapturer(worker: Worker): Capturer {
  let answered: (answer: Capture | null) => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<'ready' | Capture | null>) =>
      data === 'ready' ? resolve() : answered(data),
    );
    worker.addEventListener('error', (event) => {
      const error = new Error(event.message || 'the worker failed');
      reject(error);
      failed(error);
    });
  });
  return {
    async capture(question) {
      await within(START_MS, ready);
      const answer = new Promise<Capture | null>((resolve, reject) => {
        answered = resolve;
        failed = reject;
      });
      worker.postMessage(question);
      return await within(question.budgetMs + GRACE_MS, answer);
    },
    // Ending a thread takes some milliseconds, and whoever asked has what they wanted.
    close: () => void setTimeout(() => worker.terminate()),
  };
}

/** Reads a usual page with the `engine`, here and at once, and a large one in a worker, so that the form stays alive meanwhile. */
export function createCapturer(engine: Promise<typeof answer>, start = startWorker): Capturer {
  let worker: Capturer | undefined;
  return {
    async capture(question) {
      if (typeof question.copy !== 'string' || question.copy.length <= READ_HERE) return (await engine)(question);
      worker ??= createWorkerCapturer(start());
      return await worker.capture(question);
    },
    close: () => worker?.close(),
  };
}
