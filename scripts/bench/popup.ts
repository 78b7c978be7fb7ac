import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createProfile, launchChromium, type Profile } from '../../tests/browser/chromium.ts';
import { servePages } from '../../tests/browser/pages.ts';
import { type Figure, percentile } from './figures.ts';

const ROUNDS = 20;
/** The form can be saved only once the page was read into it. */
const FILLED = 'button[type=submit]:enabled';
const POSTING = 'https://jobs.example.com/data-engineer';
const HTML = `<!doctype html><html lang="en"><title>Data Engineer - Example</title><script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Data Engineer',
  hiringOrganization: { name: 'Example' },
  jobLocation: { address: { addressLocality: 'Copenhagen' } },
  description: 'You will build pipelines. '.repeat(60),
})}</script><h1>Data Engineer</h1><p>Example, Copenhagen</p><main><p>${'You will build pipelines. '.repeat(60)}</p></main>`;

/** Milliseconds from the toolbar click until `ready` answers true in the popup's page, one number for each round. */
async function timeClicks(profile: Profile, ready: string): Promise<number[]> {
  const chromium = await launchChromium(profile);
  const pages = await servePages();
  pages.put(POSTING, HTML);
  await pages.attach(chromium.context);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await chromium.context.newPage();
    await page.goto(POSTING);
    const started = performance.now();
    const popup = await chromium.clickToolbar(page);
    await popup.page.locator(ready).waitFor({ state: 'attached' });
    times.push(performance.now() - started);
    await popup.release();
    await page.close();
  }
  await chromium.close();
  await pages.close();
  return times;
}

/** Click to filled form, beside the same extension with an empty popup, in one run. */
export async function measurePopup(): Promise<Figure[]> {
  const empty = createProfile();
  const manifest = JSON.parse(readFileSync(path.join(empty.extension, 'manifest.json'), 'utf8')) as { action: { default_popup: string } };
  writeFileSync(path.join(empty.extension, manifest.action.default_popup), '<!doctype html><title>empty</title><button type="submit">');
  const filled = createProfile();
  try {
    const bare = await timeClicks(empty, FILLED);
    const ours = await timeClicks(filled, FILLED);
    return [0.5, 0.95].map((share) => ({
      what: `click to filled form, ${share === 0.5 ? 'median' : '95th percentile'} of ${ROUNDS}`,
      ours: `${percentile(ours, share).toFixed(0)} ms`,
      beside: `empty popup ${percentile(bare, share).toFixed(0)} ms`,
      ratio: percentile(ours, share) / percentile(bare, share),
    }));
  } finally {
    empty.remove();
    filled.remove();
  }
}
