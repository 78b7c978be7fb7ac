import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture, newEmail, save, signIn, signOut, signUp } from './person.ts';
import { until } from './until.ts';
import { openWorld, type World } from './world.ts';

/** Words that only this person has written; each stands for what it is in. */
const SECRETS = ['Zanzibarkeeper', 'Quillfeather', 'Marzipanvault'];
const email = newEmail();
let world: World;
let dashboard: Page;
beforeAll(async () => {
  world = await openWorld();
  dashboard = await signUp(world.chromium, world.server.url, email);
});
afterAll(() => world?.close());

/** Everything that this extension has on this device, as text. */
const dump = (page: Page) =>
  page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error!));
      });
    const kept: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      // It was removed since it was listed: looking must not make it anew, empty, where the extension expects none or its own.
      opening.addEventListener('upgradeneeded', () => opening.transaction?.abort());
      const database = await wait(opening).catch(() => undefined);
      if (database === undefined) continue;
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        kept.push([name, store, await wait(all.getAllKeys()), await wait(all.getAll())]);
      }
      database.close();
    }
    type Area = { get(keys: null): Promise<object> };
    const { storage } = (globalThis as unknown as { chrome: { storage: Record<'local' | 'session' | 'sync', Area> } }).chrome;
    for (const area of ['local', 'session', 'sync'] as const) kept.push(await storage[area].get(null));
    return JSON.stringify([kept, { ...localStorage }, { ...sessionStorage }, await caches.keys()]);
  });
const foundIn = (kept: string) => [...SECRETS, email].filter((secret) => kept.includes(secret));

async function saveOne(title: string, notes: string): Promise<void> {
  const url = `https://careers.example.com/jobs/${title.toLowerCase()}`;
  world.pages.put(
    url,
    `<!doctype html><title>${title} | Fjordline</title><h1>${title}</h1><p>${'You will mend engines. Apply now. '.repeat(30)}</p>`,
  );
  const { tab, popup, form } = await capture(world.chromium, url);
  const byHand = form.getByRole('button', { name: 'Fill in by hand' });
  if (await byHand.isVisible()) await byHand.click();
  await form.locator('input[name=title]').fill(title);
  await form.locator('input[name=company]').fill('Fjordline');
  await form.locator('textarea.notes').fill(notes);
  await save(form);
  await popup.release();
  await tab.close();
}

describe('signing out', () => {
  it('with something unsent asks what becomes of it, and keeps that and nothing else', async () => {
    await saveOne(SECRETS[0]!, 'sent');
    await until('the row', async () => (await world.query('select 1 from applications')).length === 1);
    await world.server.stop();
    await saveOne(SECRETS[1]!, SECRETS[2]!);
    await dashboard.bringToFront();
    expect(foundIn(await dump(dashboard))).toEqual([...SECRETS, email]);
    await signOut(dashboard);
    await dashboard.getByText('1 save or edit has not reached the server yet').waitFor();
    await dashboard.getByRole('button', { name: 'Keep here, locked to this account' }).click();
    await dashboard.getByLabel('E-mail').waitFor();
    await until('the sign-out to be over', async () => !foundIn(await dump(dashboard)).includes(email));
    expect(foundIn(await dump(dashboard))).toEqual([SECRETS[1], SECRETS[2]]);
    expect(await dashboard.getByText(SECRETS[1]!).count()).toBe(0);
  });

  it('and coming back sends what was kept', async () => {
    await world.server.start();
    await signIn(dashboard, email);
    // Not in the settings, where they left.
    await dashboard.getByRole('heading', { name: 'Applications' }).waitFor();
    await until('the kept row', async () => (await world.query('select 1 from applications')).length === 2);
  });

  it('with "remove" leaves nothing of the person on the device', async () => {
    await world.server.stop();
    await saveOne(SECRETS[1]!, SECRETS[2]!);
    await dashboard.bringToFront();
    await signOut(dashboard);
    await dashboard.getByRole('button', { name: 'Remove', exact: true }).click();
    await dashboard.getByLabel('E-mail').waitFor();
    await expect.poll(async () => foundIn(await dump(dashboard))).toEqual([]);
  });
});

describe('the connection check', () => {
  it('says what is wrong at each step, and how it is repaired', async () => {
    await dashboard.evaluate(() => (location.hash = '#/connection'));
    await dashboard.getByText('Nothing answers at').waitFor();
    await world.server.start();
    await dashboard.getByRole('button', { name: 'Check again' }).click();
    await dashboard.getByText('nobody is signed in to it on this device').waitFor();
    await dashboard.evaluate(() => (location.hash = '#/'));
    await signIn(dashboard, email);
    await dashboard.evaluate(() => (location.hash = '#/connection'));
    await dashboard.getByText('Everything works').waitFor();
  });
});
