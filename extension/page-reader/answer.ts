import { createBudget } from '../capture/budget.ts';
import { captureCopy } from '../capture/capture-page.ts';
import type { Capture } from '../capture/capture.ts';
import { parseCopy } from '../capture/copy-text.ts';
import { parseCapture } from '../capture/parse-capture.ts';

/** What the engine is asked: the text that `presentCopy` made of a page, and the time that it may take. */
export interface Question {
  copy: unknown;
  budgetMs: number;
}

/** The capture of a page's copy, every value in the bounds of its field; `null` where what came out of the page is no copy. */
export function answer({ copy, budgetMs }: Question): Capture | null {
  const budget = createBudget(budgetMs);
  // A copy so large that half of the time passes over it is read as far as it was unpacked.
  const page = parseCopy(copy, createBudget(budgetMs / 2));
  return page && parseCapture(captureCopy(page, { budget, capturedAt: new Date() }));
}
