import browser from 'webextension-polyfill';
import type { Capture } from '../capture/capture.ts';
import { createCapturer } from '../page-reader/capturer.ts';
import { readPage } from '../page-reader/read-page.ts';

/**
 * What takes the longest begins with the first line that runs, while the rest of the popup is still being loaded: the engine is fetched, and the page
 * is copied. The build gives this file a script of its own; see vite.config.ts.
 */
const capturer = createCapturer(import('../page-reader/answer.ts').then(({ answer }) => answer));

/** The tab the click was made on; `null` where there is none. */
export const clickedTab: Promise<{ id: number; url: string } | null> = browser.tabs
  .query({ active: true, currentWindow: true })
  .then(([tab]) => (tab?.id === undefined ? null : { id: tab.id, url: tab.url ?? '' }));

/** What was read of its page; rejects as `readPage` does. */
export const reading: Promise<Capture> = clickedTab.then((tab) => readPage(tab ?? { id: -1, url: '' }, capturer));
// Whoever shows it is told; until then nobody is.
reading.catch(() => undefined);
