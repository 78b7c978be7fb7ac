import type { Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEmail, PASSWORD, signUp } from './person.ts';
import { openWorld, type World } from './world.ts';

const TITLES = ['Third', 'Second', 'First'] as const;

let world: World;
let page: Page;
const ids = new Map<string, string>();
let token = '';

/** As another device of the same person asks it. */
async function send(method: string, path: string, body: unknown): Promise<{ accessToken: string; changeNumber: number }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(world.server.url + path, { method, headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { accessToken: string; changeNumber: number };
}
const changeElsewhere = (title: string, changes: object) =>
  send('PATCH', `/api/applications/${ids.get(title)}`, { basedOn: 0, changes, overwrite: true });
const stages = async () => {
  const rows = await world.query<{ title: string; stage: string }>('select title, stage from applications where deleted_at is null');
  return Object.fromEntries(rows.map(({ title, stage }) => [title, stage]));
};
async function press(...keys: string[]): Promise<void> {
  await page.getByRole('grid').focus();
  for (const key of keys) await page.keyboard.press(key);
}

beforeAll(async () => {
  world = await openWorld();
  const email = newEmail();
  page = await signUp(world.chromium, world.server.url, email);
  token = (await send('POST', '/api/auth/sign-in', { email, password: PASSWORD })).accessToken;
  for (const title of TITLES) {
    ids.set(title, uuidv7());
    await send('PUT', `/api/applications/${ids.get(title)}`, {
      posting: { title, company: 'Vestas', url: `https://example.org/${title}` },
    });
  }
  await page.reload();
  await page.getByRole('row').nth(TITLES.length).waitFor();
});
afterAll(() => world?.close());

describe('a list that another device has overtaken', () => {
  it('moves the others, says how many need a decision, shows both values, and does what is decided', async () => {
    await changeElsewhere('Second', { stage: 'offered' });
    await press('Home', 'x', 'j', 'x', 'j', 'x', '3');
    await page.getByText('Changed: 2 applications. Changed elsewhere too, and left to your decision: 1 application.').waitFor();
    expect(await stages()).toEqual({ First: 'screening', Second: 'offered', Third: 'screening' });
    await page.getByRole('button', { name: 'Review' }).click();
    const conflict = page.getByRole('region', { name: 'Changed here and elsewhere' });
    await conflict.getByText('Offered').waitFor();
    await conflict.getByText('Screening').waitFor();
    await conflict.getByRole('button', { name: 'Keep chosen' }).click();
    await expect.poll(async () => (await stages())['Second']).toBe('screening');
    await conflict.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
  });

  it('puts away what was seen as it is, and asks again for what was not', async () => {
    await changeElsewhere('Third', { notes: 'They called.' });
    await press('Escape', 'Home', 'j', 'x', 'j', 'x', 'Delete');
    await page.getByText('Changed elsewhere since you saw the list, and not deleted: 1 application.').waitFor();
    expect(Object.keys(await stages()).toSorted()).toEqual(['First', 'Third']);
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Delete anyway' }).click();
    await expect.poll(async () => Object.keys(await stages())).toEqual(['First']);
  });
});

describe('a change on which the server fails', () => {
  it('is shown with its reason, holds up nothing else, can be given up and taken back, and is sent when the person asks again', async () => {
    await send('POST', '/api/applications/bulk', { ids: [ids.get('Second')], action: 'restore' });
    await page.reload();
    await page.getByRole('row', { name: /Second/ }).waitFor();
    const failing = `**/api/applications/${ids.get('First')}`;
    await page.route(failing, (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }));
    await press('Home', '4');
    await page.getByText('Changes to 1 application are kept on this device and not sent yet.').waitFor();
    await press('j', '4');
    await expect.poll(stages).toEqual({ First: 'screening', Second: 'interviewing' });
    await page.getByRole('button', { name: 'Show' }).click();
    const trouble = page.getByRole('region', { name: 'Not accepted by the server yet' });
    await trouble.getByText('something went wrong on the server').waitFor();
    await trouble.getByText(/^Last tried today at \d/).waitFor();
    const stageHere = page.getByRole('row', { name: /First/ }).getByRole('gridcell', { name: 'Interviewing' });
    await trouble.getByRole('button', { name: 'Discard changes' }).click();
    await trouble.waitFor({ state: 'detached' });
    expect(await stageHere.count()).toBe(0);
    await page.locator('.toast', { hasText: 'Discarded the changes to “First”' }).getByRole('button', { name: 'Undo' }).click();
    await stageHere.waitFor();
    await trouble.waitFor();
    await page.unroute(failing);
    await trouble.getByRole('button', { name: 'Retry' }).click();
    await trouble.waitFor({ state: 'detached' });
    expect(await stages()).toEqual({ First: 'interviewing', Second: 'interviewing' });
  });
});
