import type { PageKind, Verdict } from '../capture/capture.ts';

/** Why there is no form at once: what the page is, by the engine's words, or that the browser keeps it closed, or that reading failed. */
export type Aside = Exclude<PageKind, 'posting' | 'split_view' | 'form'> | 'posting_gone' | 'form_without_posting' | 'closed' | 'failed';

/** What a page seems to be for want of a posting: where only a part was read, it may stand in the rest. */
const UNSURE_IN_PART: ReadonlySet<string> = new Set(['not_a_job', 'not_loaded']);

/** What is shown instead of the form; `null` where the form is. */
export function asideOf({ kind, reason }: Verdict, incomplete: boolean): Aside | null {
  if (kind === 'posting' || kind === 'split_view' || kind === 'form') return null;
  if (reason === 'posting_gone' || reason === 'form_without_posting') return reason;
  return incomplete && UNSURE_IN_PART.has(kind) ? null : kind;
}
