import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCapture } from '../../extension/capture/parse-capture.ts';
import { bundleEngine } from './engine-bundle.ts';
import { type EngineChromium, launchEngineChromium } from './engine-chromium.ts';
import { bombed, BOMBS, HOSTILE, page as postingPage } from './hostile-html.ts';
import type { EngineAnswer, EngineOptions } from './in-page/engine.ts';

const URL_SHOWN = 'https://hostile.example/jobs/4711';
/** Only to tell a hang from a slow machine; the engine itself promises 1,500 ms. */
const HANG_MS = 20_000;
const MOST_OUTPUT = 3_000_000;

/** In the page's own world: everything that could be noticed of a capture. */
const WATCH = `globalThis.seen = []; globalThis.armed = true;
new MutationObserver((records) => { for (const { type } of records) seen.push('mutation ' + type); }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
for (const type of ['focusin', 'scroll', 'select', 'selectionchange', 'beforeinput', 'toggle', 'slotchange', 'hashchange', 'popstate'])
  addEventListener(type, () => seen.push('event ' + type), true); 0`;

/** In a world of its own: the whole document as text, and what the page may not have reached. */
const STATE = `(() => { let hash = 0; const text = document.documentElement ? new XMLSerializer().serializeToString(document) : '';
for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
return { length: text.length, hash, polluted: [({}).polluted, [].polluted, Object.keys(Object.prototype).length] }; })()`;

let browser: EngineChromium;
let engine: string;
beforeAll(async () => {
  engine = await bundleEngine();
  browser = await launchEngineChromium();
});
afterAll(() => browser.close());

interface Asked {
  html: string;
  headers?: Record<string, string> | undefined;
  prepare?: string | undefined;
  /** False where the browser can't write the document as text, or takes too long; the page's own observer still tells of a change. */
  writable?: boolean;
}

/** Shows a page, captures it once and checks what holds for every page. */
async function capture({ html, headers, prepare = '0', writable = true }: Asked): Promise<EngineAnswer> {
  await browser.open(URL_SHOWN, html, headers);
  const world = await browser.isolate(engine);
  const own = browser.ownWorld();
  await own.evaluate(WATCH);
  await own.evaluate(prepare);
  // Observers are told in a microtask, events in a task: what preparing did is over by then.
  await own.evaluate('new Promise((resolve) => setTimeout(() => { seen.length = 0; resolve(0); }, 20))');
  const state = () => (writable ? world.evaluate(STATE, 60_000) : Promise.resolve({}));
  const before = await state();
  const options: EngineOptions = { url: URL_SHOWN, capturedAt: '2026-11-22T12:00:00.000Z' };
  const answer = await world.evaluate<EngineAnswer>(`jackdawEngine.run(${JSON.stringify(options)})`, HANG_MS);
  const seen = await own.evaluate('new Promise((resolve) => setTimeout(() => resolve(seen.join()), 20))');
  expect(seen, 'what the page noticed').toBe('');
  expect(await state(), 'the document afterwards').toEqual(before);
  expect(await world.evaluate('[({}).polluted, [].polluted].join() + Object.keys(Object.prototype).length'), 'prototypes').toBe(',0');
  expect(JSON.stringify(answer.capture).length, 'characters that go to the popup').toBeLessThan(MOST_OUTPUT);
  expect(parseCapture(answer.capture), 'the capture as the popup parses it').not.toBeNull();
  expect(answer.ms < 2000 || answer.capture.incomplete, 'a capture that took its whole time says so').toBe(true);
  return answer;
}

describe('a hostile page', () => {
  for (const { name, html, headers, prepare } of HOSTILE)
    it(`is read in time, unchanged and unnoticed: ${name}`, async () => {
      await capture({ html: html(), headers, prepare, writable: !name.includes('as a script builds it') });
    });
});

describe('a text of 100 kB made against patterns, in every field at once', () => {
  for (const [name, bomb] of Object.entries(BOMBS))
    it(`does not hang: ${name}`, async () => {
      await capture({ html: bombed(bomb), writable: false });
    });
});

describe('what a hostile page cannot spoil', () => {
  const named = (name: string) => HOSTILE.find((page) => page.name === name)?.html() ?? '';

  it('a plain posting is read', async () => {
    const { posting, one } = await capture({ html: postingPage('', '') });
    expect({ title: posting.title, one }).toEqual({ title: 'Data Engineer', one: true });
  });
  it('a posting 49 levels deep in JSON-LD is read', async () =>
    expect((await capture({ html: named('JSON-LD 50 deep') })).posting).toMatchObject({
      title: 'Data Engineer',
      datePosted: '2026-11-01',
    }));
  it('a heading is read beside JSON-LD of 5,000 levels', async () =>
    expect((await capture({ html: named('JSON-LD 5,000 deep') })).posting.title).toBe('Data Engineer'));
  it('a title is read among elements named as the DOM names its properties', async () =>
    expect((await capture({ html: named('elements named as the DOM names its properties') })).posting.title).toBe('Data Engineer'));
  it('no value comes from a prototype', async () => {
    const { capture: read } = await capture({ html: named('JSON-LD whose keys reach for prototypes') });
    expect(JSON.stringify(read)).not.toMatch(/polluted|From a prototype|Ghost/);
  });
  it('no title or company is longer than a form takes', async () => {
    const { posting } = await capture({ html: bombed(BOMBS['spaced letters'] ?? '') });
    expect((posting.title ?? '').length).toBeLessThanOrEqual(500);
    expect((posting.company ?? '').length).toBeLessThanOrEqual(300);
  });
});
