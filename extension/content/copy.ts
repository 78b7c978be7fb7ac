import { createBudget } from '../capture/budget.ts';
import { presentCopy } from '../capture/copy-text.ts';
import { copyPage } from '../capture/page-copy.ts';

/** Copies the page as one text; within so many milliseconds, or as much of it as they allow. */
const copy = (budgetMs: number): string => presentCopy(copyPage(document, new URL(location.href), createBudget(budgetMs)));

// A file's own value is lost where a bundler wraps it, so the popup calls this in a second step. The page can't see it: worlds are isolated.
Object.assign(globalThis, { jackdawCopy: copy });
