import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture, save, saveOrUpdate, signUp } from './person.ts';
import { until } from './until.ts';
import { openWorld, type World, withoutServer } from './world.ts';

const URL = 'https://careers.example.com/jobs/4711';
const DUTIES = 'You will look after the ships that we run between the islands. '.repeat(12);
const posting = (work: string) =>
  `<!doctype html><html lang="en"><title>Mechanic | Fjordline</title><script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: 'Mechanic',
    hiringOrganization: { name: 'Fjordline' },
    description: `${DUTIES}${work}`,
  })}</script><h1>Mechanic</h1><p>Fjordline</p><p>${DUTIES}${work}</p>`;

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

async function read(work: string, press: (form: Page) => Promise<unknown>): Promise<void> {
  world.pages.put(URL, posting(work));
  const { tab, popup, form } = await capture(world.chromium, URL);
  await press(form);
  await popup.release();
  await tab.close();
}
const texts = async () =>
  (await world.query<{ text: string }>('select text from snapshots order by captured_at')).map(({ text }) =>
    text.slice(DUTIES.length - 1).trim(),
  );

describe('a posting that was saved and reads otherwise now', () => {
  it('has both texts among its versions, and what changed between them, also where the server was away when it was read', async () => {
    await (await signUp(world.chromium, world.server.url)).close();
    await read('You will work in Esbjerg.', save);
    await until('the first text', async () => (await texts()).length === 1);
    await withoutServer(world.server, () =>
      read('You will work in Aarhus.', async (form) => {
        await form.getByText('Already saved').waitFor();
        expect(await saveOrUpdate(form)).toBe('Updated');
      }),
    );
    const dashboard = await world.chromium.openExtensionPage('extension/dashboard/index.html');
    await until('the second text', async () => (await texts()).length === 2);
    expect(await texts()).toEqual(['You will work in Esbjerg.', 'You will work in Aarhus.']);

    await dashboard.getByRole('row', { name: /Mechanic/ }).click();
    await dashboard.getByRole('tab', { name: 'Versions' }).click();
    const versions = dashboard.getByRole('tabpanel', { name: 'Versions' });
    await versions.getByLabel('2 versions').waitFor();
    expect([await versions.locator('del').innerText(), await versions.locator('ins').innerText()]).toEqual(['Esbjerg', 'Aarhus']);
  });
});
