import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { createProfile, launchChromium } from '../../tests/browser/chromium.ts';
import { READ_HERE } from '../../extension/page-reader/capturer.ts';
import type { CorpusPage } from '../../tests/browser/corpus.ts';
import { bundleEngine, IN_PAGE } from '../../tests/browser/engine-bundle.ts';
import { servePages, STILL, still } from '../../tests/browser/pages.ts';

/** One reading of one page, in ms. */
export interface Run {
  /** By the clock, from the question to the answer. */
  whole: number;
  /** Of that, the copy and its way out of the page; all of it where nothing is read elsewhere. */
  copied: number;
  /** What the page's own thread worked: so long the page stands still. A busy machine does not lengthen it. */
  blocked: number;
  /** That and the work of the popup's thread and of the worker's; the latter only on Linux, which tells. */
  worked: number;
}

export interface PageTimes {
  id: string;
  ours: { first: Run; again: Run };
  /** Defuddle, injected in the same way into the same page shown anew. */
  peer: { first: Run; again: Run } | { failed: string };
}

const PEER_FILE = 'bench-defuddle.js';
const RUNS = 4;

/** An empty page of the extension, for what the popup does without what it shows. */
const DRIVER_PAGE = 'bench.html';

/**
 * What the popup does, in a page of the extension that is as new as a popup: page-reader/read-page.ts and capturer.ts with a clock between the steps.
 * The files are those that ship. The engine is fetched while the page is copied, and a worker started where the copy is large.
 */
const driverWith = (engine: string): string => `(() => {
  const result = ([injected]) => { if (injected.error) throw new Error(String(injected.error)); return injected.result; };
  const tab = (async () => { const own = await chrome.tabs.getCurrent(); return (await chrome.tabs.query({})).findLast(({ id }) => id !== own.id).id; })();
  const inject = async (file) => result(await chrome.scripting.executeScript({ target: { tabId: await tab }, files: [file] }));
  const call = async (func) => result(await chrome.scripting.executeScript({ target: { tabId: await tab }, func }));
  let engine, worker;
  const next = () => new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
  });
  const timed = async (copy, read) => {
    const began = performance.now();
    const copied = await copy();
    const half = performance.now();
    const answer = await read(copied);
    const end = performance.now();
    if (!answer) throw new Error('no answer');
    return { whole: end - began, copied: half - began };
  };
  const read = async (copy) => {
    const question = { copy, budgetMs: 20000 };
    if (copy.length <= ${READ_HERE}) return (await engine).${engine}(question);
    if (!worker) {
      worker = new Worker('/assets/capture-worker.js', { type: 'module' });
      await next();
    }
    const answer = next();
    worker.postMessage(question);
    return await answer;
  };
  globalThis.bench = {
    ready: () => tab,
    ours: (first) => timed(() => {
      engine ??= import('/assets/engine.js');
      return first ? inject('/extension/content/copy.js') : call(() => globalThis.jackdawCopy());
    }, read),
    peer: (first) => timed(() => first ? inject('/${PEER_FILE}') : call(() => globalThis.jackdawPeer()), (answer) => answer),
  };
})()`;

/** What the build calls the engine's answer: the worker's file imports it by that name. */
function engineIn(extension: string): string {
  const name = /import\{(\w+) as \w+\}from"\.\/engine\.js"/.exec(
    readFileSync(path.join(extension, 'assets/capture-worker.js'), 'utf8'),
  )?.[1];
  if (name === undefined)
    throw new Error('capture-worker.js does not import from engine.js as it did: look there, and mend this benchmark');
  return name;
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
const medianOf = (runs: readonly Run[]): Run => ({
  whole: median(runs.map((run) => run.whole)),
  copied: median(runs.map((run) => run.copied)),
  blocked: median(runs.map((run) => run.blocked)),
  worked: median(runs.map((run) => run.worked)),
});

async function evaluate<T>(cdp: CDPSession, expression: string): Promise<T> {
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}

/** How long the main thread of a page has worked, in ms; waiting for a turn does not count. */
async function threadMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
}

/** How long the threads of workers in these processes have worked, in ms. The pages measured here can start none, so it is the one that reads. */
function workersMs(processes: readonly number[]): number {
  let ns = 0;
  for (const id of processes)
    for (const thread of existsSync(`/proc/${id}/task`) ? readdirSync(`/proc/${id}/task`) : []) {
      const folder = `/proc/${id}/task/${thread}`;
      try {
        if (readFileSync(`${folder}/comm`, 'utf8').startsWith('DedicatedWorker'))
          ns += Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]);
      } catch {
        // It ended meanwhile.
      }
    }
  return ns / 1e6;
}

/** Shows each page in Chromium with the built extension and reads it as the popup does, and as Defuddle does, in turns; each in a tab of its own. */
export async function* measureTimes(pages: readonly CorpusPage[]): AsyncGenerator<PageTimes> {
  const profile = createProfile();
  writeFileSync(
    path.join(profile.extension, PEER_FILE),
    `${await bundleEngine({ entry: IN_PAGE.defuddle, minify: true })}\njackdawPeer();\n`,
  );
  writeFileSync(path.join(profile.extension, DRIVER_PAGE), '<!doctype html><title>bench</title>');
  const DRIVER = driverWith(engineIn(profile.extension));
  const server = await servePages();
  try {
    const chromium = await launchChromium(profile, { grant: '*://*/*' });
    try {
      await server.attach(chromium.context);
      const browser = chromium.context.browser();
      if (browser === null) throw new Error('no browser behind the context');
      const system = await browser.newBrowserCDPSession();
      for (const blank of chromium.context.pages().slice(1)) await blank.close();

      async function measure(page: CorpusPage, who: 'ours' | 'peer'): Promise<{ first: Run; again: Run }> {
        const tab: Page = await chromium.context.newPage();
        const extensionPage = await chromium.openExtensionPage(DRIVER_PAGE);
        try {
          await tab.goto(page.url, { waitUntil: 'domcontentloaded' });
          const cdp = await chromium.context.newCDPSession(tab);
          const driver = await chromium.context.newCDPSession(extensionPage);
          for (const session of [cdp, driver]) await session.send('Performance.enable', { timeDomain: 'threadTicks' });
          await evaluate(driver, DRIVER);
          await evaluate(driver, 'bench.ready()');
          const { processInfo } = await system.send('SystemInfo.getProcessInfo');
          const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
          const runs: Run[] = [];
          for (let round = 0; round < RUNS; round += 1) {
            const before = await threadMs(cdp);
            const elsewhere = (await threadMs(driver)) + workersMs(renderers);
            const run = await evaluate<Pick<Run, 'whole' | 'copied'>>(driver, `bench.${who}(${round === 0})`);
            const blocked = (await threadMs(cdp)) - before;
            // A worker that was ended may still be counted in one of the two, so none is counted where none reads.
            runs.push({
              ...run,
              blocked,
              worked: who === 'peer' ? blocked : blocked + (await threadMs(driver)) + workersMs(renderers) - elsewhere,
            });
          }
          const [first, ...rest] = runs;
          if (!first) throw new Error('nothing was measured');
          return { first, again: medianOf(rest) };
        } finally {
          await extensionPage.close();
          await tab.close();
        }
      }

      for (const [index, page] of pages.entries()) {
        server.put(page.url, still(page.html), STILL);
        const failing = (error: unknown) => ({ failed: String(error).slice(0, 200) });
        const before = index % 2 === 0 ? await measure(page, 'peer').catch(failing) : null;
        const ours = await measure(page, 'ours');
        yield { id: page.id, ours, peer: before ?? (await measure(page, 'peer').catch(failing)) };
      }
    } finally {
      await chromium.close();
    }
  } finally {
    await server.close();
    profile.remove();
  }
}
