import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capturePage } from '../../extension/capture/capture-page.ts';
import { draftToPosting, type ReadPosting } from '../../extension/capture/draft-to-posting.ts';
import type { Capture } from '../../extension/capture/capture.ts';
import { corpusIsThere, readCorpus } from './corpus.ts';
import { bundleEngine } from './engine-bundle.ts';
import { type EngineChromium, launchEngineChromium } from './engine-chromium.ts';
import type { EngineAnswer, EngineOptions } from './in-page/engine.ts';

/** Every page is read at one instant and with time enough, so that only the DOMs differ. */
const HOW = { capturedAt: '2026-11-22T12:00:00.000Z', budgetMs: 30_000 };

/** What a person sees of a capture, as one flat record of texts. */
function facts(posting: ReadPosting, { verdict, language, postingKey }: Capture): Record<string, string> {
  const all = { ...posting, verdict: `${verdict.kind} ${verdict.reason}`, language, postingKey };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
}

/** Two texts from shortly before the place where they part. */
function parting(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 40);
  return `Chromium ${JSON.stringify(a.slice(from, at + 60))}, linkedom ${JSON.stringify(b.slice(from, at + 60))}`;
}

if (!corpusIsThere)
  process.stderr.write('Skipped: there is no corpus of saved pages beside the repository, so Chromium and linkedom are not compared.\n');

describe.skipIf(!corpusIsThere)('the same page in Chromium and in linkedom', () => {
  let browser: EngineChromium;
  let engine: string;
  beforeAll(async () => {
    engine = await bundleEngine();
    browser = await launchEngineChromium();
  });
  afterAll(() => browser.close());

  it('gives the same values, in at least 99 of 100', { timeout: 600_000 }, async () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { id, url, html } of readCorpus()) {
      await browser.openStill(url, html);
      const world = await browser.isolate(engine);
      const options: EngineOptions = { ...HOW, url };
      const inChromium = await world.evaluate<EngineAnswer>(`jackdawEngine.run(${JSON.stringify(options)})`, 60_000);
      const { document } = parseHTML(html);
      const capture = capturePage({ document, url: new URL(url), capturedAt: new Date(HOW.capturedAt) }, { budgetMs: HOW.budgetMs });
      const there = facts(inChromium.posting, inChromium.capture);
      const here = facts(draftToPosting(capture.draft), capture);
      for (const [name, value] of Object.entries(there)) {
        compared += 1;
        if (value !== here[name]) differences.push(`${id} ${name}: ${parting(value, here[name] ?? '')}`);
      }
    }
    if (differences.length > 0) process.stderr.write(`${differences.length} of ${compared} values differ:\n${differences.join('\n')}\n`);
    expect(compared).toBeGreaterThan(1000);
    expect(1 - differences.length / compared).toBeGreaterThanOrEqual(0.99);
  });
});
