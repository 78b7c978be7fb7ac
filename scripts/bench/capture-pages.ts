import type { Capture, Finding } from '../../extension/capture/capture.ts';
import type { ReadPosting } from '../../extension/capture/draft-to-posting.ts';
import type { CorpusPage } from '../../tests/browser/corpus.ts';
import { bundleEngine } from '../../tests/browser/engine-bundle.ts';
import { launchEngineChromium } from '../../tests/browser/engine-chromium.ts';

/** A page and what was read of it. */
export interface ReadPage {
  page: CorpusPage;
  capture: Capture;
  /** The capture's draft, whatever its verdict. */
  posting: ReadPosting;
  one: boolean;
  /** Everything that went into the ranking, in the order it was read. */
  findings: Finding[];
}

/** What was read of one page in Chromium. */
export interface Measured extends ReadPage {
  general: { posting: ReadPosting; one: boolean };
  scrambled: { posting: ReadPosting; one: boolean };
  /** Time of each function that `capturePage` calls, in ms, in a first run; empty unless asked for. */
  functions: Record<string, number>;
}

/** Shows each page in Chromium and reads it with and without what is known of sites, and with scrambled names. */
export async function* measurePages(pages: readonly CorpusPage[], timeFunctions = false): AsyncGenerator<Measured> {
  const [withFindings, withTimes, general] = await Promise.all([
    bundleEngine({ findings: true }),
    bundleEngine({ times: true }),
    bundleEngine({ sites: false }),
  ]);
  const browser = await launchEngineChromium();
  try {
    for (const page of pages) {
      const asked = JSON.stringify({
        url: page.url,
        capturedAt: page.capturedAt ?? new Date().toISOString(),
        budgetMs: 20_000,
        datesAreRelativeToCapture: page.capturedAt !== undefined,
      });
      const run = `jackdawEngine.run(${asked})`;
      let functions: Record<string, number> = {};
      if (timeFunctions) {
        await browser.openStill(page.url, page.html);
        const timed = await browser.isolate(withTimes);
        functions = await timed.evaluate<Record<string, number>>(`(${run}, globalThis.jackdawTimes)`);
      }
      await browser.openStill(page.url, page.html);
      const reader = await browser.isolate(withFindings);
      const { capture, posting, one, findings } = await reader.evaluate<Pick<Measured, 'capture' | 'posting' | 'one' | 'findings'>>(
        `(() => { const { capture, posting, one } = ${run}; return { capture, posting, one, findings: globalThis.jackdawFindings ?? [] }; })()`,
      );
      const bare = await browser.isolate(general);
      const short = `(() => { const { posting, one } = ${run}; return { posting, one }; })()`;
      const withoutSites = await bare.evaluate<Measured['general']>(short);
      const scrambled = await reader.evaluate<Measured['scrambled']>(`(jackdawEngine.scramble(), ${short})`);
      yield { page, capture, posting, one, findings, general: withoutSites, scrambled, functions };
    }
  } finally {
    await browser.close();
  }
}
