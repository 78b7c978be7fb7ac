import { v7 as uuidv7 } from 'uuid';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEmail, PASSWORD, signUp } from './person.ts';
import { openWorld, type World, withoutServer } from './world.ts';

let world: World;
let page: Page;

const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const stages = () =>
  world.query<{ title: string; stage: string }>('select title, stage from applications where deleted_at is null order by title');
const stageOf = async (title: string) => (await stages()).find((row) => row.title === title)?.stage;
/** Where the keyboard is: what a key goes to is waited for, never guessed. */
const focused = () =>
  page.evaluate(() => {
    const { id, tagName, className, textContent } = document.activeElement ?? document.body;
    return { id, tag: tagName, class: className, text: textContent ?? '' };
  });
async function focusIs(expected: Partial<Awaited<ReturnType<typeof focused>>>): Promise<void> {
  await expect.poll(focused).toMatchObject(expected);
}
/** Goes on with Tab, as one does, to the control of this name. */
async function tabTo(name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const reached = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    });
    if (reached.trim() === name) return;
    await press('Tab');
  }
  throw new Error(`Tab never came to “${name}”`);
}
/** How often this was asked, by the server's log. */
const requestsTo = (route: string) => world.server.output().split(`"route":"${route}"`).length - 1;

beforeAll(async () => {
  world = await openWorld();
  const email = newEmail();
  page = await signUp(world.chromium, world.server.url, email);
  const send = async (method: string, path: string, body: unknown, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(world.server.url + path, { method, headers, body: JSON.stringify(body) });
    return (await response.json()) as { accessToken: string };
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
    await tabTo('Applications');
    await press('F2');
    await focusIs({ tag: 'INPUT' });
    await page.keyboard.type('First, renamed');
    await press('Tab');
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('Ørsted');
    await page.keyboard.type('Fjordline');
    await press('Enter');
    await page.getByRole('gridcell', { name: 'Fjordline' }).waitFor();
    await focusIs({ id: 'applications' });
    await expect.poll(() => stageOf('First, renamed')).toBe('saved');
    await press('Control+z');
    await page.getByRole('gridcell', { name: 'Ørsted' }).waitFor();
    await press('Control+z');
    await expect.poll(() => stageOf('First')).toBe('saved');
  });

  it('several are selected, moved, tagged and deleted, each with one request, and each undone in one step', async () => {
    await focusIs({ id: 'applications' });
    await press('Home', 'x', 'j', 'x', '3');
    await expect.poll(async () => (await stages()).map(({ stage }) => stage)).toEqual(['screening', 'screening', 'saved']);
    await press('Control+z');
    await expect.poll(async () => (await stages()).map(({ stage }) => stage)).toEqual(['saved', 'saved', 'saved']);
    await tabTo('Add tag');
    await press('Enter');
    await focusIs({ tag: 'INPUT' });
    await page.keyboard.type('wind');
    await press('Enter');
    const tagged = () => world.query(`select 1 from applications where 'wind' = any(tags)`);
    await expect.poll(tagged).toHaveLength(2);
    await tabTo('Undo');
    await press('Enter');
    await expect.poll(tagged).toHaveLength(0);
    await tabTo('Applications');
    await press('Delete');
    await expect.poll(async () => (await stages()).length).toBe(1);
    await press('Control+z');
    await expect.poll(async () => (await stages()).length).toBe(3);
    // Moved, tagged, deleted, and each taken back: at once, whether or not the answer to the step had come.
    await expect.poll(() => requestsTo('/api/applications/bulk')).toBe(6);
  });

  it('what was deleted is in the trash, and is taken out of it again', async () => {
    await tabTo('Applications');
    await press('Home', 'Delete');
    await expect.poll(async () => (await stages()).map(({ title }) => title)).toEqual(['Second', 'Third']);
    await page.getByRole('link', { name: 'Trash' }).focus();
    await press('Enter');
    await page.getByRole('heading', { name: 'Trash' }).waitFor();
    await tabTo('Restore “First”');
    await press('Enter');
    await expect.poll(async () => (await stages()).length).toBe(3);
    await page.getByRole('navigation').getByRole('link', { name: 'All', exact: false }).first().focus();
    await press('Enter');
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
  });

  it('several are taken out of the trash at once, which is undone, and done again with all', async () => {
    await tabTo('Applications');
    await press('Home', 'x', 'j', 'x', 'Delete');
    await expect.poll(async () => (await stages()).length).toBe(1);
    await page.getByRole('link', { name: 'Trash' }).focus();
    await press('Enter');
    await page.getByRole('heading', { name: 'Trash' }).waitFor();
    await press('j', 'x', 'ArrowDown', 'Space');
    await tabTo('Restore 2');
    await press('Enter');
    await expect.poll(async () => (await stages()).length).toBe(3);
    await focusIs({ text: 'Trash 0' });
    await press('Control+z');
    await expect.poll(async () => (await stages()).length).toBe(1);
    await tabTo('Restore all');
    await press('Enter');
    await expect.poll(async () => (await stages()).length).toBe(3);
    await page.getByRole('navigation').getByRole('link', { name: 'All', exact: false }).first().focus();
    await press('Enter');
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
  });

  it('an application is opened, its sections are gone through, and it is closed to where it was opened from', async () => {
    await tabTo('Applications');
    await press('Enter');
    await focusIs({ id: 'detail' });
    await tabTo('Posting');
    await press('ArrowRight');
    await focusIs({ text: 'Notes' });
    await press('Escape');
    await focusIs({ id: 'applications' });
  });

  it('notes that are being written when the page is reloaded are there when it is back, and a day is typed', async () => {
    await press('Enter');
    await tabTo('Posting');
    await press('ArrowRight');
    await tabTo('Notes');
    await press('Tab');
    await tabTo('Notes');
    await focusIs({ tag: 'TEXTAREA' });
    await page.keyboard.type('Ask about the shifts');
    await page.reload();
    const notes = () => world.query<{ notes: string }>(`select notes from applications where notes <> ''`);
    await expect.poll(notes).toEqual([{ notes: 'Ask about the shifts' }]);
    await tabTo('Follow up: Not set');
    await press('Enter');
    await focusIs({ tag: 'INPUT' });
    await page.keyboard.type('12242026');
    await press('Enter');
    const days = () => world.query(`select follow_up_on::text from applications where follow_up_on is not null`);
    await expect.poll(days).toEqual([{ follow_up_on: '2026-12-24' }]);
    await tabTo('Posting');
    await press('Escape');
    await focusIs({ id: 'applications' });
  });

  it('a column is moved, widened and sorted by, and the list is narrowed and kept as a view', async () => {
    await tabTo('Company');
    await press('Shift+ArrowLeft');
    await expect.poll(() => page.getByRole('columnheader').nth(1).textContent()).toBe('Company');
    await focusIs({ text: 'Company' });
    const widthPx = () => page.getByRole('columnheader', { name: 'Company' }).evaluate((cell) => cell.getBoundingClientRect().width);
    const before = await widthPx();
    await press('>');
    await expect.poll(widthPx).toBeGreaterThan(before);
    await focusIs({ text: 'Company' });
    await press('Enter');
    await expect.poll(() => page.getByRole('columnheader', { name: 'Company' }).getAttribute('aria-sort')).toBe('ascending');
    await press('/');
    await page.keyboard.type('vestas');
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    await tabTo('View');
    await press('Enter');
    await focusIs({ tag: 'INPUT' });
    await page.keyboard.type('At Vestas');
    await press('Enter');
    await page.getByRole('navigation').getByRole('link', { name: 'At Vestas' }).waitFor();
    // It moves from the columns that are hidden to those that are shown, and takes the focus along.
    await tabTo('Show the column Priority');
    await press('Space');
    await page.getByRole('columnheader', { name: 'Priority' }).waitFor({ state: 'attached' });
    await press('Space');
    await page.getByRole('columnheader', { name: 'Priority' }).waitFor({ state: 'detached' });
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('navigation').getByRole('link', { name: 'All', exact: false }).first().focus();
    await press('Enter');
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
  });

  it('cards of the board are walked over, taken along, and closed with how it ended; every move is told', async () => {
    await press('b');
    await focusIs({ id: 'applications', class: 'board' });
    await press('ArrowDown');
    await focusIs({ class: 'card-open' });
    const title = (await page.evaluate(() => document.activeElement?.querySelector('.card-title')?.textContent)) ?? '';
    await press('Shift+ArrowRight');
    await expect.poll(() => stageOf(title)).toBe('applied');
    await page.getByText(`Moved “${title}” to Applied`).first().waitFor({ state: 'attached' });
    await focusIs({ class: 'card-open', text: expect.stringContaining(title) as unknown as string });
    await press('Tab', 'Enter');
    await page.getByRole('menu').waitFor();
    await press('End');
    await focusIs({ text: 'Closed' });
    await press('Enter');
    await page.getByRole('dialog', { name: 'How did it end?' }).waitFor();
    await tabTo('Rejected');
    await press('Enter');
    await expect
      .poll(() => world.query('select stage, outcome from applications where title = $1', [title]))
      .toEqual([{ stage: 'closed', outcome: 'rejected' }]);
    await focusIs({ class: 'card-open', text: expect.stringContaining(title) as unknown as string });
  });
});

describe('opening the dashboard', () => {
  it('asks the API once, and needs no server to show the list', async () => {
    await page.close();
    const opened = await world.chromium.context.newPage();
    const asked: string[] = [];
    world.chromium.context.on('request', (request) => {
      if (request.url().includes('/api/')) asked.push(new URL(request.url()).pathname);
    });
    await opened.goto(`chrome-extension://${world.chromium.extensionId}/extension/dashboard/index.html`);
    await opened.getByRole('row').nth(3).waitFor();
    await expect.poll(() => asked).toEqual(['/api/changes']);
    await opened.close();
    await withoutServer(world.server, async () => {
      const offline = await world.chromium.context.newPage();
      await offline.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }));
      await offline.goto(`chrome-extension://${world.chromium.extensionId}/extension/dashboard/index.html`);
      await offline.getByRole('row').nth(3).waitFor();
      await offline.getByText('You are offline').waitFor();
      await offline.close();
    });
    expect(asked).toEqual(['/api/changes']);
  });
});
