import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../backend/testing/test-database.ts';
import { createServerProcess, type Server } from '../server-process.ts';
import { type Chromium, createProfile, launchChromium, type Profile } from './chromium.ts';
import { type PageServer, servePages } from './pages.ts';
import { capture, newEmail, save, signIn, signOut, signUp } from './person.ts';
import { until } from './until.ts';

const GRANT = { grant: 'http://127.0.0.1/*' };
const address = (name: string) => `https://careers.example.com/jobs/${name}-4711`;
const posting = (title: string) =>
  `<!doctype html><html lang="en"><title>${title} - Fjordline</title><script type="application/ld+json">${JSON.stringify({
    '@type': 'JobPosting',
    title,
    hiringOrganization: { name: 'Fjordline' },
    jobLocation: { address: { addressLocality: 'Copenhagen' } },
  })}</script><h1>${title}</h1><p>Fjordline, Copenhagen</p>
   <h2>What you will do</h2><p>${'You will look after the ships that we run between the islands, with a small and friendly team. '.repeat(8)}</p>`;

let database: TestDatabase;
let server: Server;
let pages: PageServer;
let profile: Profile;
let chromium: Chromium;
let owner: Client;
const email = newEmail();

beforeAll(async () => {
  database = await createTestDatabase();
  server = await createServerProcess(database.ownerUrl);
  await server.start();
  pages = await servePages();
  profile = createProfile();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await chromium?.close();
  profile?.remove();
  await pages?.close();
  await owner?.end();
  await server?.stop();
  await database?.drop();
});

async function open(): Promise<void> {
  chromium = await launchChromium(profile, GRANT);
  await pages.attach(chromium.context);
}

async function saveFrom(name: string): Promise<void> {
  pages.put(address(name), posting(name));
  const { tab, popup, form } = await capture(chromium, address(name));
  await save(form);
  await popup.release();
  await tab.close();
}

const count = async (title: string) =>
  (await owner.query<{ n: number }>('select count(*)::int as n from applications where title = $1', [title])).rows[0]?.n;
const events = async (title: string) =>
  (
    await owner.query<{ n: number }>(
      'select count(*)::int as n from events e join applications a using (user_id) where a.id = e.application_id and a.title = $1',
      [title],
    )
  ).rows[0]?.n;

describe('what was saved', () => {
  it('before anybody signed in, goes to the account that signs in first', async () => {
    await open();
    await saveFrom('Captain');
    const dashboard = await signUp(chromium, server.url, email);
    await until('the row', async () => (await count('Captain')) === 1);
    await dashboard.getByRole('row', { name: /Captain/ }).waitFor();
    await dashboard.close();
  });

  it('with the server stopped and the browser killed, arrives once when both are back', async () => {
    await server.kill();
    await saveFrom('Mechanic');
    await chromium.kill();
    await server.start();
    expect(await count('Mechanic')).toBe(0);
    await open();
    // Nobody asks for it: the worker that starts with the browser sends it, at the latest when the rest after the failed attempt is over.
    await until('the row', async () => (await count('Mechanic')) === 1, 120_000);
    const dashboard = await chromium.openExtensionPage('extension/dashboard/index.html');
    await dashboard.getByRole('row', { name: /Mechanic/ }).waitFor();
    expect(await count('Mechanic')).toBe(1);
    expect(await events('Mechanic')).toBe(1);
    await dashboard.close();
  }, 180_000);

  it('survives the end of the worker, and is shown as waiting until the server answers', async () => {
    await server.stop();
    await saveFrom('Electrician');
    await chromium.stopBackground();
    const dashboard = await chromium.openExtensionPage('extension/dashboard/index.html');
    await dashboard.getByText('1 posting waits to be sent').waitFor();
    await server.start();
    await dashboard.getByRole('button', { name: 'Retry' }).first().click();
    await until('the row', async () => (await count('Electrician')) === 1);
    await dashboard.close();
  });

  it('is not lost by signing out, and goes to nobody else', async () => {
    await server.stop();
    await saveFrom('Engineer');
    const dashboard = await chromium.openExtensionPage('extension/dashboard/index.html#/settings');
    await dashboard.getByRole('button', { name: 'Sign out', exact: true }).last().click();
    await dashboard.getByRole('button', { name: 'Keep here, locked to this account' }).click();
    await dashboard
      .getByText(/unsent save stays here, locked|unsent save of another account/)
      .first()
      .waitFor();
    await server.start();
    await dashboard.close();
    const stranger = await chromium.openExtensionPage('extension/dashboard/index.html');
    await stranger.getByRole('button', { name: 'Create account' }).click();
    await stranger.getByLabel('E-mail').fill(newEmail());
    await stranger.getByLabel('Password', { exact: true }).fill('another quiet bird of passage');
    await stranger.locator('form').getByRole('button', { name: 'Create account' }).click();
    await stranger.getByText('Nothing saved yet').waitFor();
    expect(await count('Engineer')).toBe(0);
    expect(await stranger.getByText('Captain').count()).toBe(0);
    await signOut(stranger);
    await signIn(stranger, email);
    await until('the row of its owner', async () => (await count('Engineer')) === 1);
    const { rows } = await owner.query('select email from users join applications on user_id = users.id where title = $1', ['Engineer']);
    expect(rows).toEqual([{ email }]);
  });
});
