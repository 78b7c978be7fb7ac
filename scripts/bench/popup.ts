import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createProfile, launchChromium, type Profile } from '../../tests/browser/chromium.ts';
import { servePages } from '../../tests/browser/pages.ts';
import { until } from '../../tests/browser/until.ts';
import { type Figure, percentile } from './figures.ts';

/** Of each turn; there are two. */
const ROUNDS = 15;
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

/** The popup itself tells, by its title, when a frame with the filled form in it was presented: whoever connects to it to look slows it down. */
const WATCH = `
const watch = new MutationObserver(note);
function note() {
  if (!document.querySelector('${FILLED}')) return;
  watch.disconnect();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { document.title = 'shown at ' + (performance.timeOrigin + performance.now()); };
    port2.postMessage(null);
  });
}
watch.observe(document, { subtree: true, childList: true, attributes: true });
`;

function watchPopup({ extension }: Profile, change: (html: string) => string): void {
  const manifest = JSON.parse(readFileSync(path.join(extension, 'manifest.json'), 'utf8')) as { action: { default_popup: string } };
  const page = path.join(extension, manifest.action.default_popup);
  writeFileSync(path.join(extension, 'watch.js'), WATCH);
  writeFileSync(page, change(readFileSync(page, 'utf8')).replace('<title>', '<script src="/watch.js"></script><title>'));
}

/** Milliseconds from the toolbar click until a frame of the popup shows what can be saved, one number for each round. */
async function timeClicks(profile: Profile): Promise<number[]> {
  const chromium = await launchChromium(profile);
  const pages = await servePages();
  pages.put(POSTING, HTML);
  await pages.attach(chromium.context);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await chromium.context.newPage();
    await page.goto(POSTING);
    const clickedAt = await chromium.clickToolbarUnseen(page);
    const title = await until('the form to be shown', async () => /(?<=shown at )[\d.]+/.exec((await chromium.popupTitle()) ?? '')?.[0]);
    times.push(Number(title) - clickedAt);
    await page.close();
  }
  await chromium.close();
  await pages.close();
  return times;
}

/** Click to filled form, beside the same extension with an empty popup, in one run. */
export async function measurePopup(): Promise<Figure[]> {
  const empty = createProfile();
  const filled = createProfile();
  try {
    watchPopup(empty, () => '<!doctype html><title>empty</title><button type="submit">');
    watchPopup(filled, (html) => html);
    const [bare, ours]: [number[], number[]] = [[], []];
    // By turns: what else the machine does falls on both.
    for (const _turn of [1, 2]) {
      bare.push(...(await timeClicks(empty)));
      ours.push(...(await timeClicks(filled)));
    }
    return [0.5, 0.95].map((share) => ({
      what: `click to filled form on the screen, ${share === 0.5 ? 'median' : '95th percentile'} of ${ours.length}`,
      ours: `${percentile(ours, share).toFixed(0)} ms`,
      beside: `empty popup ${percentile(bare, share).toFixed(0)} ms`,
      ratio: percentile(ours, share) / percentile(bare, share),
    }));
  } finally {
    empty.remove();
    filled.remove();
  }
}
