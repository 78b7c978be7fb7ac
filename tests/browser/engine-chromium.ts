import { type CDPSession, chromium, type Page } from 'playwright-core';
import { servePages } from './pages.ts';

/** A world of its own over a page's DOM, as an extension's content script has it: the page's scripts see nothing of it, its globals are untouched by theirs. */
export interface World {
  /** Evaluates an expression, promises awaited; the answer must be JSON. Ends it by force after `timeoutMs`, so that a hang is a failure and not a silence. */
  evaluate<T>(expression: string, timeoutMs?: number): Promise<T>;
}

/** Chromium without the extension, for what the engine does inside a page. */
export interface EngineChromium {
  /** Shows this HTML under this address in a tab of its own; its scripts run. */
  open(url: string, html: string, headers?: Record<string, string>): Promise<Page>;
  /** The same for a saved page: its scripts do not run, nothing is fetched, and it does not send the browser elsewhere. */
  openStill(url: string, html: string): Promise<Page>;
  /** A new isolated world in the page's main frame, with `script` evaluated in it. */
  isolate(page: Page, script: string): Promise<World>;
  /** The world that the page's own scripts run in; nothing of the test framework is added to it. */
  ownWorld(page: Page): Promise<World>;
  /** Asks how long the page's main thread has worked, in ms; waiting for a turn does not count. */
  threadClock(page: Page): Promise<() => Promise<number>>;
  close(): Promise<void>;
}

function worldOf(cdp: CDPSession, contextId?: number): World {
  return {
    async evaluate<T>(expression: string, timeoutMs = 30_000) {
      const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
        expression,
        ...(contextId === undefined ? {} : { contextId }),
        returnByValue: true,
        awaitPromise: true,
        timeout: timeoutMs,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
  };
}

export async function launchEngineChromium(): Promise<EngineChromium> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (executablePath === undefined) throw new Error('CHROMIUM_PATH is not set: run the tests with npm test');
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const pages = await servePages();
  await pages.attach(context);
  let worlds = 0;
  async function open(url: string, html: string, headers?: Record<string, string>): Promise<Page> {
    pages.put(url, html, headers);
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  }
  return {
    open,
    openStill: (url, html) =>
      // No policy stops a refresh, short of `sandbox`, which would also show what is in <noscript>.
      open(url, html.replaceAll(/http-equiv\s*=\s*["']?refresh\b(\s*["'])?/gi, 'data-no-refresh'), {
        'content-security-policy': "default-src 'none'",
      }),
    async isolate(page, script) {
      const cdp = await context.newCDPSession(page);
      const { frameTree } = await cdp.send('Page.getFrameTree');
      const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
        frameId: frameTree.frame.id,
        worldName: `jackdaw-${(worlds += 1)}`,
      });
      const world = worldOf(cdp, executionContextId);
      await world.evaluate(`${script}\n;0`);
      return world;
    },
    ownWorld: async (page) => worldOf(await context.newCDPSession(page)),
    async threadClock(page) {
      const cdp = await context.newCDPSession(page);
      await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
      return async () => {
        const { metrics } = await cdp.send('Performance.getMetrics');
        return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
      };
    },
    async close() {
      await browser.close();
      await pages.close();
    },
  };
}
