import { createBudget } from '../capture/budget.ts';
import { captureCopy } from '../capture/capture-page.ts';
import type { Capture } from '../capture/capture.ts';
import { parseCopy } from '../capture/copy-text.ts';

/** What the worker is asked: the text that `presentCopy` made of a page, and the time that is left for it. */
export interface Question {
  copy: unknown;
  budgetMs: number;
}

function answer({ copy, budgetMs }: Question): Capture | null {
  const budget = createBudget(budgetMs);
  const page = parseCopy(copy);
  return page && captureCopy(page, { budget, capturedAt: new Date() });
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Question>) => globalThis.postMessage(answer(data)));
globalThis.postMessage('ready');
