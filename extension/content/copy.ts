import { createBudget } from '../capture/budget.ts';
import { presentCopy } from '../capture/copy-text.ts';
import { copyPage } from '../capture/page-copy.ts';

/** What one copy may take of the page's time, and how much of that the walk through it. */
const BUDGET_MS = 500;
const WALK_MS = 300;

/** Copies the page as one text, or as much of it as the time allows. */
function copy(): string {
  const loaded = performance.getEntriesByType('navigation')[0]?.name ?? '';
  const openedAs = URL.canParse(loaded) ? new URL(loaded) : null;
  const whole = createBudget(BUDGET_MS);
  return presentCopy(copyPage(document, new URL(location.href), createBudget(WALK_MS), openedAs), whole);
}

// The build ends this file with a call of it, and a posting that is still loading is copied again. The page can't see it: worlds are isolated.
Object.assign(globalThis, { jackdawCopy: copy });
