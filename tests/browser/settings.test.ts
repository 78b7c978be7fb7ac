import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp } from './person.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
  page = await signUp(world.chromium, world.server.url);
  await page.getByRole('link', { name: 'Settings' }).click();
});
afterAll(() => world?.close());

describe('a personal API token', () => {
  const statusWith = async (token: string) =>
    (await fetch(`${world.server.url}/api/applications`, { headers: { authorization: `Bearer ${token}` } })).status;
  let token = '';

  it('is made with a name and what it may, shown once, and works', async () => {
    await page.getByRole('button', { name: 'Make token' }).click();
    await page.getByRole('button', { name: 'Make token' }).click();
    await page.getByText('Say what it is for.').waitFor();
    await page.getByLabel('What it is for').fill('Backup script');
    await page.getByRole('button', { name: 'Make token' }).click();
    token = await page.getByRole('textbox', { name: 'The new token' }).inputValue();
    expect(token).toMatch(/^jd_/);
    expect(await statusWith(token)).toBe(200);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.content()).not.toContain(token);
    await page.getByRole('listitem').filter({ hasText: 'Backup script' }).getByText('read · ends').waitFor();
  });

  it('ends when it is deleted', async () => {
    await page.getByRole('button', { name: 'Delete “Backup script”' }).click();
    await page.getByText('Backup script').waitFor({ state: 'detached' });
    expect(await statusWith(token)).toBe(401);
  });
});
