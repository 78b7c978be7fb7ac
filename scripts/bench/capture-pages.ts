import type { Capture, Finding } from '../../extension/capture/capture.ts';
import type { ReadPosting } from '../../extension/capture/draft-to-posting.ts';
import type { CorpusPage } from '../../tests/browser/corpus.ts';
import { bundleEngine, IN_PAGE } from '../../tests/browser/engine-bundle.ts';
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

/** What was measured of one page in Chromium; times in ms. */
export interface Measured extends ReadPage {
  general: { posting: ReadPosting; one: boolean };
  scrambled: { posting: ReadPosting; one: boolean };
  /** In a world where nothing ran before, as after a click: the only kind a person meets. */
  first: Times;
  /** The median of the runs after it. */
  again: Times;
  peer: { first: Times; again: Times } | { failed: string };
  /** Time of each function that `capturePage` calls, in ms, in a first run; empty unless asked for. */
  functions: Record<string, number>;
}

/** `wall` is what a clock says; `thread` what the page's thread worked, which a busy machine does not lengthen as much. */
export interface Times {
  wall: number;
  thread: number;
}

const RUNS = 4;
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
const medianOf = (times: Times[]): Times => ({ wall: median(times.map((t) => t.wall)), thread: median(times.map((t) => t.thread)) });

/** Shows each page in Chromium and reads it with the engine (with and without sites, with scrambled names) and with Defuddle, in turns. */
export async function* measurePages(pages: readonly CorpusPage[], timeFunctions = false): AsyncGenerator<Measured> {
  const [plain, withFindings, withTimes, general, peer] = await Promise.all([
    bundleEngine({ minify: true }),
    bundleEngine({ findings: true }),
    bundleEngine({ times: true }),
    bundleEngine({ sites: false }),
    bundleEngine({ entry: IN_PAGE.defuddle, minify: true }),
  ]);
  const browser = await launchEngineChromium();
  try {
    for (const [index, page] of pages.entries()) {
      const tab = await browser.openStill(page.url, page.html);
      const asked = JSON.stringify({
        url: page.url,
        capturedAt: page.capturedAt ?? new Date().toISOString(),
        budgetMs: 20_000,
        datesAreRelativeToCapture: page.capturedAt !== undefined,
      });
      const run = `jackdawEngine.run(${asked})`;
      const threadMs = await browser.threadClock(tab);

      async function time(script: string, expression: string): Promise<{ first: Times; again: Times }> {
        const world = await browser.isolate(tab, script);
        const times: Times[] = [];
        for (let round = 0; round < RUNS; round += 1) {
          const before = await threadMs();
          const wall = await world.evaluate<number>(expression);
          times.push({ wall, thread: (await threadMs()) - before });
        }
        const [first, ...rest] = times;
        return { first: first ?? { wall: Number.NaN, thread: Number.NaN }, again: medianOf(rest) };
      }
      const timePeer = () =>
        time(peer, `jackdawPeer.run(${JSON.stringify(page.url)}).ms`).catch((error: unknown) => ({ failed: String(error).slice(0, 200) }));
      // In turns, so that neither always has the page's first look.
      const before = index % 2 === 0 ? await timePeer() : null;
      const ours = await time(plain, `${run}.ms`);
      const peerTimes = before ?? (await timePeer());

      const reader = await browser.isolate(tab, withFindings);
      const { capture, posting, one, findings } = await reader.evaluate<Pick<Measured, 'capture' | 'posting' | 'one' | 'findings'>>(
        `(() => { const { capture, posting, one } = ${run}; return { capture, posting, one, findings: globalThis.jackdawFindings ?? [] }; })()`,
      );
      const bare = await browser.isolate(tab, general);
      const short = `(() => { const { posting, one } = ${run}; return { posting, one }; })()`;
      const withoutSites = await bare.evaluate<Measured['general']>(short);
      const scrambled = await reader.evaluate<Measured['scrambled']>(`(jackdawEngine.scramble(), ${short})`);
      await tab.close();
      let functions: Record<string, number> = {};
      if (timeFunctions) {
        // In a tab of its own: what one run compiled, the next would find done.
        const other = await browser.openStill(page.url, page.html);
        const timed = await browser.isolate(other, withTimes);
        functions = await timed.evaluate<Record<string, number>>(`(${run}, globalThis.jackdawTimes)`);
        await other.close();
      }
      yield { page, capture, posting, one, findings, general: withoutSites, scrambled, ...ours, peer: peerTimes, functions };
    }
  } finally {
    await browser.close();
  }
}
