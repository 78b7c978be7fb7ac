/// <reference types="@crxjs/vite-plugin/client" />
import browser from 'webextension-polyfill';
import type { Capture } from '../capture/capture.ts';
// oxlint-disable-next-line import/default -- the bundler makes it: the name of the built file
import copyFile from '../content/copy.ts?script&iife';
import { type Capturer, OutOfTime, within } from './capturer.ts';
import { PageClosed } from './page-closed.ts';

/** A posting that is still loading is read again until this much time has passed. */
const PATIENCE_MS = 1500;
const AGAIN_AFTER_MS = 150;
/** With the half second that content/copy.ts allows itself, what one capture may take of anybody's time. */
const CAPTURE_MS = 1000;
/** A page that is busy with itself answers nobody. */
const PAGE_MS = 5000;

/** What the injected file leaves behind in its own world; see content/copy.ts. */
interface World {
  jackdawCopy?: () => string;
}

/** Firefox puts an error into the result instead of rejecting. */
function errorIn(result: object | undefined): unknown {
  return result && 'error' in result ? result.error : undefined;
}

/** Injects what copies a page and gives the copy; the built file ends with the call, so that it is one crossing to the page. */
async function injectInto(tabId: number): Promise<unknown> {
  // The slash, because Firefox resolves the name against the popup's folder.
  const injected = await browser.scripting.executeScript({ target: { tabId }, files: [`/${copyFile}`] }).catch((error: unknown) => {
    throw new PageClosed('the browser refuses', { cause: error });
  });
  const refusal = errorIn(injected[0]);
  if (refusal !== undefined) throw new PageClosed('the browser refuses', { cause: refusal });
  return injected[0]?.result;
}

async function copyAgain(tabId: number): Promise<unknown> {
  const [copied] = await browser.scripting.executeScript({ target: { tabId }, func: () => (globalThis as World).jackdawCopy?.() });
  const error = errorIn(copied);
  if (error !== undefined) throw new Error('the page gave no copy', { cause: error });
  return copied?.result;
}

/** What is known of a page that could not be read in time. */
async function captureNothing(tabId: number): Promise<Capture> {
  const { url = '' } = await browser.tabs.get(tabId);
  const verdict = { kind: 'not_loaded', reason: 'out_of_time' } as const;
  return { url, capturedAt: new Date().toISOString(), verdict, draft: {}, postingKey: null, language: null, incomplete: true };
}

/**
 * Reads the page in a tab on which the person clicked: a copy is taken in the page, and the engine reads it here. The page waits for the copy
 * only. Throws `PageClosed` where the browser refuses, and for our own pages, which not every Firefox refuses.
 */
export async function readPage({ id: tabId, url }: { id: number; url: string }, capturer: Capturer): Promise<Capture> {
  if (url.startsWith(browser.runtime.getURL(''))) throw new PageClosed('a page of ours');
  try {
    let copy = await within(PAGE_MS, injectInto(tabId));
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const capture = await capturer.capture({ copy, budgetMs: CAPTURE_MS });
      if (capture === null) throw new Error('the page gave no capture');
      if (capture.verdict.kind !== 'not_loaded' || capture.incomplete || performance.now() + AGAIN_AFTER_MS > end) return capture;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      copy = await within(PAGE_MS, copyAgain(tabId));
    }
  } catch (error) {
    if (error instanceof OutOfTime) return await captureNothing(tabId);
    throw error;
  } finally {
    capturer.close();
  }
}
