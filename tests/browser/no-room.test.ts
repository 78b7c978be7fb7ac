import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOutbox } from './campaigns/outbox-on-disk.ts';
import { capture, save, signUp } from './person.ts';
import { until } from './until.ts';
import { openWorld, type World } from './world.ts';

const URL_SHOWN = 'https://careers.example.com/jobs/mechanic-4711';
const HTML = `<!doctype html><html lang="en"><title>Mechanic | Fjordline</title><script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Mechanic',
  hiringOrganization: { name: 'Fjordline' },
  description: 'You will mend engines. '.repeat(40),
})}</script><h1>Mechanic</h1><p>Fjordline</p><p>${'You will mend engines. Apply now. '.repeat(30)}</p>`;

let world: World;
let dashboard: Page;
beforeAll(async () => {
  world = await openWorld();
  dashboard = await signUp(world.chromium, world.server.url);
  world.pages.put(URL_SHOWN, HTML);
});
afterAll(() => world?.close());

/** A page writes nothing any more, as on a full disk, until it is given room again. Chromium's own override of the quota does nothing for an extension. */
const takeRoom = (where: Page) =>
  where.evaluate(() => {
    const { add, put } = IDBObjectStore.prototype;
    const full = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { add: full, put: full });
    Object.assign(globalThis, { giveRoom: () => Object.assign(IDBObjectStore.prototype, { add, put }) });
  });
const giveRoom = (where: Page) => where.evaluate(() => void (globalThis as unknown as { giveRoom(): void }).giveRoom());
const stored = () => world.query('select 1 from applications');

describe('a device without room', () => {
  it('says that nothing was saved, keeps what was filled in, and saves it once there is room', async () => {
    const { popup, form } = await capture(world.chromium, URL_SHOWN);
    await form.locator('textarea.notes').fill('Ask about the night watch');
    await takeRoom(form);
    await form.locator('input[name=title]').press('Enter');
    await form.getByText('Not saved: there is no room left on this device').waitFor();
    expect(await readOutbox(dashboard)).toEqual([]);
    expect(await form.locator('textarea.notes').inputValue()).toBe('Ask about the night watch');
    await giveRoom(form);
    await save(form);
    await until('the row', async () => (await stored()).length === 1);
    await popup.release();
  });

  it('says that a change in the list was not kept, and shows the row as it is', async () => {
    await dashboard.bringToFront();
    await dashboard.getByRole('row', { name: /Mechanic/ }).click();
    await takeRoom(dashboard);
    await dashboard.locator('#detail-title').fill('Captain');
    await dashboard.locator('#detail-title').press('Enter');
    await dashboard.getByText('was not changed. This browser could not write it').waitFor();
    await expect.poll(() => dashboard.locator('#detail-title').inputValue()).toBe('Mechanic');
    await giveRoom(dashboard);
    await dashboard.locator('#detail-title').fill('Captain');
    await dashboard.locator('#detail-title').press('Enter');
    await until('the change', async () => (await world.query('select 1 from applications where title = $1', ['Captain'])).length === 1);
  });
});
