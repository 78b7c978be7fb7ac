import { capturePage } from '../../../extension/capture/capture-page.ts';
import type { Capture } from '../../../extension/capture/capture.ts';
import { draftToPosting, type ReadPosting } from '../../../extension/capture/draft-to-posting.ts';
import { scramble } from '../../../extension/capture/testing/scramble.ts';
import { isOnePosting } from '../../../extension/capture/verdict.ts';

/** What a test or benchmark asks of the engine in a page; plain JSON, because it crosses from Node into the browser. */
export interface EngineOptions {
  url: string;
  /** An instant in ISO 8601. */
  capturedAt: string;
  budgetMs?: number;
  datesAreRelativeToCapture?: boolean;
}

export interface EngineAnswer {
  capture: Capture;
  posting: ReadPosting;
  /** Whether the verdict says that the page shows one posting. */
  one: boolean;
  ms: number;
}

function run({ url, capturedAt, ...options }: EngineOptions): EngineAnswer {
  const started = performance.now();
  const capture = capturePage({ document, url: new URL(url), capturedAt: new Date(capturedAt) }, options);
  const ms = performance.now() - started;
  return { capture, posting: draftToPosting(capture.draft), one: isOnePosting(capture.verdict), ms };
}

// Worlds are isolated: the page can't see this name.
Object.assign(globalThis, { jackdawEngine: { run, scramble: () => scramble(document) } });
