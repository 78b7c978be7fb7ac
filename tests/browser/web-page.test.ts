import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEmail, PASSWORD } from './person.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  page = await world.chromium.context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${world.server.url}/`);
});
afterAll(() => world?.close());

describe('the web page that the server serves', () => {
  it('signs up without asking for a server, and leaves no token where a script could read it', async () => {
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByLabel('E-mail').fill(newEmail());
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.locator('form').getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Nothing saved yet' }).waitFor();
    const readable = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(readable).not.toMatch(/eyJ|refresh/i);
    const [cookie] = await world.chromium.context.cookies(world.server.url);
    expect(cookie).toMatchObject({ name: '__Host-jackdaw', httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
  });

  it('is still signed in after a reload, by its cookie', async () => {
    await page.reload();
    await page.getByRole('heading', { name: 'Nothing saved yet' }).waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('This device', { exact: true }).waitFor();
  });

  it('signs out, cookie and all, and breaks no rule of its policy on the way', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expect.poll(async () => (await world.chromium.context.cookies(world.server.url)).length).toBe(0);
    expect(complaints).toEqual([]);
  });
});
