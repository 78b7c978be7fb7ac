import type { Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './until.ts';
import { hasRead, signUp } from './person.ts';
import { openWorld, type World, withoutServer } from './world.ts';

/** The part of `chrome` that is used in the worker, with the `dispatch` that Chromium's events have for its own bindings. */
interface Chrome {
  tabs: { query(what: object): Promise<{ id: number; url: string }[]> };
  action: { getBadgeText(of: object): Promise<string>; getTitle(of: object): Promise<string> };
  commands: { onCommand: { dispatch(command: string, tab: object): void } };
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } };
}
declare const chrome: Chrome;

const address = (name: string) => `https://careers.example.com/jobs/${name}`;
const posting = (title: string) =>
  `<!doctype html><html lang="en"><title>${title} | Fjordline</title><script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title,
    hiringOrganization: { name: 'Fjordline' },
    description: 'You will mend engines. '.repeat(40),
  })}</script><h1>${title}</h1><p>Fjordline</p><p>${'You will mend engines. '.repeat(40)}</p>`;
const VAGUE = `<!doctype html><title>Careers</title><h1>Join our crew</h1><p>${'We look for people who like the sea. Apply now. '.repeat(30)}</p>`;

let world: World;
let dashboard: Page;

/** The worker that lives now: one that ended when the host permission was granted is still listed for a while, and answers nothing. */
const livingWorker = (): Promise<Worker> =>
  until('the worker', async () => {
    const workers = world.chromium.context.serviceWorkers();
    const living = await Promise.all(workers.map((one) => one.evaluate(() => chrome.tabs.query({})).catch(() => null)));
    return workers.find((_, at) => living[at] !== null);
  });

beforeAll(async () => {
  world = await openWorld();
  dashboard = await signUp(world.chromium, world.server.url);
});
afterAll(() => world?.close());

/** Opens a page and has activeTab granted by a real click on the button, as a key or the menu grants it; then nothing is open over it. */
async function visit(url: string, html: string): Promise<Page> {
  world.pages.put(url, html);
  const tab = await world.chromium.context.newPage();
  await tab.goto(url);
  const popup = await world.chromium.clickToolbar(tab);
  await hasRead(popup.page);
  await popup.page.evaluate(() => window.close());
  await popup.release();
  return tab;
}

// There is one window. While a popup over it is closing, it is nobody's current one.
/** What the browser tells the worker when the key is pressed or the menu's item chosen; headless Chromium has neither. */
const press = async (by: 'key' | 'menu') =>
  (await livingWorker()).evaluate(async (way) => {
    const [tab] = await chrome.tabs.query({ active: true });
    if (way === 'key') chrome.commands.onCommand.dispatch('save-posting', tab!);
    else chrome.contextMenus.onClicked.dispatch({ menuItemId: 'save-posting' }, tab!);
  }, by);
const button = async () =>
  (await livingWorker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true });
    const of = { tabId: tab!.id };
    return { badge: await chrome.action.getBadgeText(of), title: await chrome.action.getTitle(of) };
  });
const count = async (title: string) =>
  (await world.query<{ n: number }>('select count(*)::int as n from applications where title = $1 and deleted_at is null', [title]))[0]?.n;

describe.each(['key', 'menu'] as const)('the %s', (by) => {
  it('saves at once, shows a check mark, and the popup takes it back', async () => {
    const title = `Mechanic by ${by}`;
    const tab = await visit(address(by), posting(title));
    expect((await button()).badge).not.toBe('✓');
    await press(by);
    await until('the row', async () => (await count(title)) === 1);
    await until('the mark', async () => (await button()).badge === '✓');
    expect((await button()).title).toBe('Jackdaw: Saved today');

    const { page: form, release } = await world.chromium.clickToolbar(tab);
    await form.getByText('Already saved').waitFor();
    await form.getByRole('button', { name: 'Undo' }).click();
    await form.getByText('Already saved').waitFor({ state: 'detached' });
    await until('the row to be in the trash', async () => (await count(title)) === 0);
    await until('no mark', async () => (await button()).badge !== '✓');
    await release();
    await tab.close();
  });
});

describe('the mark', () => {
  it('goes with the posting: another page in the same tab has none, and no server is needed to know it', async () => {
    const tab = await visit(address('marked'), posting('Marked'));
    await press('key');
    await until('the mark', async () => (await button()).badge === '✓');
    await until('the row', async () => (await count('Marked')) === 1);
    world.pages.put(address('other'), posting('Other'));
    await withoutServer(world.server, async () => {
      await tab.goto(address('other'));
      await until('no mark', async () => (await button()).badge === '');
    });
    await tab.close();
  });
});

describe('a page that is not well read', () => {
  it('opens the form instead, over the page, and saves nothing', async () => {
    const tab = await visit(address('vague'), VAGUE);
    await press('key');
    const form = await world.chromium.findPopup();
    await hasRead(form.page);
    expect(await count('Join our crew')).toBe(0);
    await form.release();
    await tab.close();
    await dashboard.close();
  });
});
