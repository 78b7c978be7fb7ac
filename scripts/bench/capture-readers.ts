import { parseHTML } from 'linkedom';
import type { Finding } from '../../extension/capture/capture.ts';
import { capturePage } from '../../extension/capture/capture-page.ts';
import { draftToPosting } from '../../extension/capture/draft-to-posting.ts';
import { isOnePosting } from '../../extension/capture/verdict.ts';
import type { CorpusPage } from '../../tests/browser/corpus.ts';
import type { ReadPage } from './capture-pages.ts';

/** Every page with all that was read of it, in linkedom: how right a reader is does not hang on the browser. */
export function readPages(pages: readonly CorpusPage[]): ReadPage[] {
  return pages.map((page) => {
    const { document } = parseHTML(page.html);
    let findings: readonly Finding[] = [];
    const capture = capturePage(
      { document, url: new URL(page.url), capturedAt: new Date(page.capturedAt ?? Date.now()) },
      { budgetMs: 20_000, datesAreRelativeToCapture: page.capturedAt !== undefined, onFindings: (all) => (findings = [...all]) },
    );
    return { page, capture, posting: draftToPosting(capture.draft), one: isOnePosting(capture.verdict), findings: [...findings] };
  });
}
