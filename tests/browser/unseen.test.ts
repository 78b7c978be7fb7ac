import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProfile, launchChromium } from './chromium.ts';
import { servePages } from './pages.ts';
import { capture, readForm } from './person.ts';
import { pathsToProbe, probe } from './probe.ts';
import { openAll } from './world.ts';

/** The part of `chrome` that is used in the worker, in a page of the extension, and by a script of ours in a web page. */
interface Chrome {
  tabs: { query(what: object): Promise<{ id: number }[]> };
  scripting: { executeScript(what: object): Promise<{ result: unknown }[]> };
  runtime: { sendMessage(message: unknown): Promise<unknown> };
  storage: Record<'session' | 'local', { set(items: object): Promise<void>; get(keys: null): Promise<object> }>;
}
declare const chrome: Chrome;

const PAGE = 'https://careers.example.com/probe';
/** What is there, so that a probe which finds nothing has been seen to find something. */
const THERE = 'https://careers.example.com/there';

const open = () =>
  openAll(async (closing) => {
    const pages = await servePages();
    closing.push(pages.close);
    const profile = createProfile();
    closing.push(profile.remove);
    const chromium = await launchChromium(profile);
    closing.push(chromium.close);
    await pages.attach(chromium.context);
    return { pages, chromium };
  });
let world: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  world = await open();
});
afterAll(() => world?.close());

it('a page that probes 200 paths of the extension finds none of its files', async () => {
  for (const url of [PAGE, THERE]) world.pages.put(url, '<!doctype html><title>probe</title>');
  const tab = await world.chromium.context.newPage();
  await tab.goto(PAGE);
  const paths = pathsToProbe('dist/chrome');
  expect(paths.length).toBeGreaterThan(200);
  const addresses = paths.map((path) => `chrome-extension://${world.chromium.extensionId}/${path}`);
  expect(await tab.evaluate(probe, [THERE, ...addresses])).toEqual([THERE]);
});

const FORGER = 'https://careers.example.com/jobs/forger-4711';
/** Whatever this page can do to what a capture uses, in its own world, and to whoever might listen. */
const FORGING = `
  for (const name of ['querySelector', 'querySelectorAll', 'getAttribute', 'matches', 'closest']) Element.prototype[name] = () => { throw new Error('forged'); };
  Object.defineProperty(Node.prototype, 'textContent', { get: () => 'Forged' });
  JSON.parse = () => ({ '@type': 'JobPosting', title: 'Forged' });
  Array.prototype.map = Array.prototype.filter = () => ['Forged'];
  Object.defineProperty(Object.prototype, 'title', { get: () => 'Forged', set() {}, configurable: true });
  window.chrome = { runtime: { sendMessage: () => 'Forged' } };
  for (const ask of ['flush', 'sync']) { postMessage({ ask, body: {} }, '*'); dispatchEvent(new CustomEvent('message', { detail: { ask } })); }`;

it('a page that forges messages and what a script of ours might use is read as it is, and gets nothing; no more does a script of ours in it', async () => {
  world.pages.put(
    FORGER,
    `<!doctype html><html lang="en"><title>Mechanic | Fjordline</title><script>${FORGING}</script><script type="application/ld+json">${JSON.stringify(
      { '@context': 'https://schema.org', '@type': 'JobPosting', title: 'Mechanic', hiringOrganization: { name: 'Fjordline' } },
    )}</script><h1>Mechanic</h1><p>${'You will mend engines. Apply now. '.repeat(30)}</p>`,
  );
  const { popup, form, tab } = await capture(world.chromium, FORGER);
  expect((await readForm(form))['title']).toBe('Mechanic');
  // What only our own pages may have, and a question that they are answered.
  const asked = { ask: 'flush', body: { hurry: 'no' } };
  await form.evaluate(() => chrome.storage.session.set({ secret: 'token' }));
  expect(await form.evaluate((message) => chrome.runtime.sendMessage(message), asked)).toMatchObject({
    answer: { stopped: 'not_connected' },
  });
  const [worker] = world.chromium.context.serviceWorkers();
  const got = await worker?.evaluate(async (message) => {
    const [shown] = await chrome.tabs.query({ active: true });
    const [answered] = await chrome.scripting.executeScript({
      target: { tabId: shown?.id },
      args: [message],
      func: async (question: unknown) => {
        const orNothing = (promise: Promise<unknown>) => promise.then((value) => value ?? 'nothing').catch(() => 'nothing');
        return await Promise.all([
          orNothing(chrome.runtime.sendMessage(question)),
          orNothing(chrome.runtime.sendMessage({ ask: 'sync', body: {} })),
          orNothing(chrome.runtime.sendMessage({ news: 'sessionChanged' })),
          orNothing(chrome.storage.session.get(null)),
          chrome.storage.local.get(null),
          indexedDB.databases(),
        ]);
      },
    });
    return answered?.result;
  }, asked);
  expect(got).toEqual(['nothing', 'nothing', 'nothing', 'nothing', {}, []]);
  await popup.release();
  await tab.close();
});
