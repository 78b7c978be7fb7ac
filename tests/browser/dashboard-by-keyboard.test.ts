import { v7 as uuidv7 } from 'uuid';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEmail, PASSWORD, signUp } from './person.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let page: Page;

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const stages = () =>
  world.query<{ title: string; stage: string }>('select title, stage from applications where deleted_at is null order by title');
const stageOf = async (title: string) => (await stages()).find((row) => row.title === title)?.stage;
const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? '');

beforeAll(async () => {
  world = await openWorld();
  const email = newEmail();
  page = await signUp(world.chromium, world.server.url, email);
  const send = async (method: string, path: string, body: unknown, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return (await fetch(world.server.url + path, { method, headers, body: JSON.stringify(body) })).json() as Promise<{
      accessToken: string;
    }>;
  };
  const { accessToken } = await send('POST', '/api/auth/sign-in', { email, password: PASSWORD });
  for (const title of ['Third', 'Second', 'First']) {
    const posting = { title, company: title === 'First' ? 'Ørsted' : 'Vestas', url: `https://example.org/${title}` };
    await send('PUT', `/api/applications/${uuidv7()}`, { posting }, accessToken);
  }
  await page.reload();
  await page.getByRole('row').nth(3).waitFor();
});
afterAll(() => world?.close());

describe('without a pointer', () => {
  it('a cell is changed where it stands, on to the next, and taken back', async () => {
    await page.getByRole('grid').focus();
    await press('F2');
    await page.keyboard.type('First, renamed');
    await press('Tab');
    await page.keyboard.type('Fjordline');
    await press('Enter');
    await page.getByRole('gridcell', { name: 'Fjordline' }).waitFor();
    await expect.poll(() => stageOf('First, renamed')).toBe('saved');
    await press('Control+z');
    await page.getByRole('gridcell', { name: 'Ørsted' }).waitFor();
    await press('Control+z');
    await expect.poll(() => stageOf('First')).toBe('saved');
  });

  it('several are selected, moved, tagged and deleted, each undone in one step', async () => {
    await page.getByRole('grid').focus();
    await press('Home', 'x', 'j', 'x', '2');
    await expect.poll(async () => (await stages()).map(({ stage }) => stage)).toEqual(['applied', 'applied', 'saved']);
    await press('Control+z');
    await expect.poll(async () => (await stages()).map(({ stage }) => stage)).toEqual(['saved', 'saved', 'saved']);
    await press('Delete');
    await expect.poll(async () => (await stages()).length).toBe(1);
    await press('Control+z');
    await expect.poll(async () => (await stages()).length).toBe(3);
  });

  it('a column is moved, widened and sorted by, and the list is narrowed and kept as a view', async () => {
    await page.getByRole('columnheader', { name: 'Company' }).getByRole('button').focus();
    await press('Shift+ArrowLeft');
    await expect.poll(() => page.getByRole('columnheader').nth(1).textContent()).toBe('Company');
    await expect.poll(focusedText).toBe('Company');
    const widthPx = () => page.getByRole('columnheader', { name: 'Company' }).evaluate((cell) => cell.getBoundingClientRect().width);
    const before = await widthPx();
    await press('>');
    await expect.poll(widthPx).toBeGreaterThan(before);
    await press('Enter');
    await expect.poll(() => page.getByRole('columnheader', { name: 'Company' }).getAttribute('aria-sort')).toBe('ascending');
    await press('/');
    await page.keyboard.type('vestas');
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'View' }).focus();
    await press('Enter');
    await page.keyboard.type('At Vestas');
    await press('Enter', 'Escape');
    await page.getByRole('navigation').getByRole('link', { name: 'At Vestas' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'All' }).focus();
    await press('Enter');
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
  });

  it('cards of the board are walked over, taken along, and closed with how it ended; every move is told', async () => {
    await page.getByRole('grid').focus();
    await press('b');
    await page.locator('.card').first().waitFor();
    await page.locator('.board').focus();
    await press('ArrowDown');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('card-open');
    const title = (await page.evaluate(() => document.activeElement?.querySelector('.card-title')?.textContent)) ?? '';
    await press('Shift+ArrowRight');
    await expect.poll(() => stageOf(title)).toBe('applied');
    await page.getByText(`Moved “${title}” to Applied`).waitFor({ state: 'attached' });
    await expect.poll(focusedText).toContain(title);
    await press('Tab', 'Enter');
    await page.getByRole('menuitemradio', { name: 'Closed' }).focus();
    await press('Enter');
    await page.getByRole('dialog', { name: 'How did it end?' }).waitFor();
    await page.getByRole('button', { name: 'Rejected' }).focus();
    await press('Enter');
    await expect
      .poll(() => world.query('select stage, outcome from applications where title = $1', [title]))
      .toEqual([{ stage: 'closed', outcome: 'rejected' }]);
  });
});

describe('opening the dashboard', () => {
  const output = () => world.server.output();
  /** Waits until everything asked so far is in the log, which is written in the order of the requests but not at once. */
  async function logged(): Promise<number> {
    const seen = () => output().split('/healthz').length;
    const before = seen();
    await fetch(`${world.server.url}/healthz`);
    await expect.poll(seen, { timeout: 15_000 }).toBeGreaterThan(before);
    return output().length;
  }
  const askedSince = (mark: number) =>
    output()
      .slice(mark)
      .match(/"route":"\/api\/[^"]*"/g) ?? [];

  it('asks the API once, and not at all offline', async () => {
    await page.close();
    const mark = await logged();
    const online = await world.chromium.openExtensionPage('extension/dashboard/index.html');
    await online.getByRole('row').nth(3).waitFor();
    await expect.poll(() => askedSince(mark), { timeout: 15_000 }).toEqual(['"route":"/api/changes"']);
    await online.close();
    const offline = await world.chromium.context.newPage();
    await offline.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }));
    await offline.goto(`chrome-extension://${world.chromium.extensionId}/extension/dashboard/index.html`);
    await offline.getByRole('row').nth(3).waitFor();
    await offline.getByText('You are offline').waitFor();
    await logged();
    expect(askedSince(mark)).toEqual(['"route":"/api/changes"']);
  });
});
