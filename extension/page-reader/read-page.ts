/// <reference types="@crxjs/vite-plugin/client" />
import browser from 'webextension-polyfill';
import type { Capture } from '../capture/capture.ts';
import { parseCapture } from '../capture/parse-capture.ts';
// oxlint-disable-next-line import/default -- the bundler makes it: the name of the built file
import captureFile from '../content/capture.ts?script&iife';
import { PageClosed } from './page-closed.ts';

/** What the injected file leaves behind in its own world; see content/capture.ts. */
interface World {
  jackdawCapture?: () => Promise<Capture>;
}

/** Firefox puts an error into the result instead of rejecting. */
function errorIn(result: object | undefined): unknown {
  return result && 'error' in result ? result.error : undefined;
}

/**
 * Reads the page in a tab on which the toolbar button was clicked. What comes back may be anything that a hostile page made of it, so it is
 * parsed before it is believed. Throws `PageClosed` where the browser refuses.
 */
export async function readPage(tabId: number): Promise<Capture> {
  const target = { tabId };
  // The slash, because Firefox resolves the name against the popup's folder.
  const injected = await browser.scripting.executeScript({ target, files: [`/${captureFile}`] }).catch((error: unknown) => {
    throw new PageClosed('the browser refuses', { cause: error });
  });
  const refusal = errorIn(injected[0]);
  if (refusal !== undefined) throw new PageClosed('the browser refuses', { cause: refusal });
  // The built file ends with the call; where a browser doesn't wait for what that promises, it is made once more.
  const atOnce = parseCapture(injected[0]?.result);
  if (atOnce !== null) return atOnce;
  const [read] = await browser.scripting.executeScript({ target, func: () => (globalThis as World).jackdawCapture?.() });
  const capture = parseCapture(read?.result);
  if (capture === null) throw new Error('the page gave no capture', { cause: errorIn(read) });
  return capture;
}
