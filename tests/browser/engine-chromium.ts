import { type CDPSession, chromium, type Page } from 'playwright-core';
import { servePages, STILL, still } from './pages.ts';

/** A world of its own over a page's DOM, as an extension's content script has it: the page's scripts see nothing of it, its globals are untouched by theirs. */
export interface World {
  /** Evaluates an expression, promises awaited; the answer must be JSON. Ends it by force after `timeoutMs`, so that a hang is a failure and not a silence. */
  evaluate<T>(expression: string, timeoutMs?: number): Promise<T>;
}

/** Chromium without the extension, for what the engine does inside a page. It has one tab: each page takes the place of the one before. */
export interface EngineChromium {
  /** Shows this HTML; its scripts run. It lies on loopback, so an engine must be told the address that `url` gives it. */
  open(url: string, html: string, headers?: Record<string, string>): Promise<void>;
  /** The same for a saved page: its scripts do not run, nothing is fetched, and it does not send the browser elsewhere. */
  openStill(url: string, html: string): Promise<void>;
  /** A new isolated world in the page's main frame, with `script` evaluated in it. */
  isolate(script: string): Promise<World>;
  /** The world that the page's own scripts run in; nothing of the test framework is added to it. */
  ownWorld(): World;
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
      // Whatever a page asks the world for, it is not there.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const pages = await servePages();
  let tab: { page: Page; cdp: CDPSession } | null = null;
  let worlds = 0;

  /** A page that still works, or crashed, does not keep the next one waiting: it gets a tab of its own. */
  async function freshTab(): Promise<{ page: Page; cdp: CDPSession }> {
    await tab?.page.close().catch(() => undefined);
    const page = await context.newPage();
    return (tab = { page, cdp: await context.newCDPSession(page) });
  }
  const isAlive = ({ cdp }: { cdp: CDPSession }) =>
    cdp.send('Runtime.evaluate', { expression: '1', timeout: 1000 }).then(
      () => true,
      () => false,
    );
  const shown = (): CDPSession => {
    if (tab === null) throw new Error('no page was opened');
    return tab.cdp;
  };

  async function open(url: string, html: string, headers?: Record<string, string>): Promise<void> {
    pages.put(url, html, headers);
    const { page } = tab !== null && (await isAlive(tab)) ? tab : await freshTab();
    await page.goto(pages.addressOf(url), { waitUntil: 'domcontentloaded' });
  }
  return {
    open,
    openStill: (url, html) => open(url, still(html), STILL),
    async isolate(script) {
      const cdp = shown();
      const { frameTree } = await cdp.send('Page.getFrameTree');
      const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
        frameId: frameTree.frame.id,
        worldName: `jackdaw-${(worlds += 1)}`,
      });
      const world = worldOf(cdp, executionContextId);
      await world.evaluate(`${script}\n;0`);
      return world;
    },
    ownWorld: () => worldOf(shown()),
    async close() {
      await browser.close();
      await pages.close();
    },
  };
}
