import { v7 as uuidv7 } from 'uuid';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEmail, PASSWORD, signUp } from './person.ts';
import { violations } from './violations.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let dashboard: Page;

const focused = () => dashboard.evaluate(() => document.activeElement?.id);

async function send(method: 'POST' | 'PUT', path: string, body: unknown, token = ''): Promise<Record<string, string>> {
  const response = await fetch(world.server.url + path, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}

const STAGES = ['saved', 'applied', 'screening', 'interviewing', 'offered', 'closed'] as const;

beforeAll(async () => {
  world = await openWorld();
  const email = newEmail();
  dashboard = await signUp(world.chromium, world.server.url, email);
  await send('POST', '/api/auth/sign-up', { email: newEmail(), password: PASSWORD });
  const { accessToken } = await send('POST', '/api/auth/sign-in', { email, password: PASSWORD });
  for (const [at, stage] of STAGES.entries()) {
    const posting = {
      title: `Posting ${at}`,
      company: 'Fjordline',
      url: `https://example.org/${at}`,
      description: '## What you do\n\n*   One\n*   Two',
    };
    await send('PUT', `/api/applications/${uuidv7()}`, { posting, stage, tags: ['data', 'remote'], notes: 'Called' }, accessToken);
  }
  const thrown = { title: 'Thrown away', company: 'Fjordline', url: 'https://example.org/thrown' };
  const { id } = await send('PUT', `/api/applications/${uuidv7()}`, { posting: thrown }, accessToken);
  await send('POST', '/api/applications/bulk', { ids: [id], action: 'delete' }, accessToken);
  await dashboard.reload();
  await dashboard.getByRole('row').nth(STAGES.length).waitFor();
});

afterAll(() => world?.close());

describe.each(['light', 'dark'] as const)('the dashboard in the %s theme', (colorScheme) => {
  beforeAll(async () => {
    await dashboard.setViewportSize({ width: 1280, height: 800 });
    await dashboard.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await dashboard.evaluate(() => (location.hash = '#/'));
    await dashboard.getByRole('grid').waitFor();
  });

  it('has nothing for axe to complain of in the list, with some selected and a menu open', async () => {
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.getByRole('grid').focus();
    for (const key of ['j', 'x', 'j', 'x']) await dashboard.keyboard.press(key);
    await dashboard.getByRole('toolbar').getByRole('button', { name: 'Stage' }).click();
    await dashboard.getByRole('menu').waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.keyboard.press('Escape');
    await dashboard.keyboard.press('Escape');
    await dashboard.getByRole('toolbar').waitFor({ state: 'detached' });
  });

  it('nor in an open application, any of its sections, and on a narrow screen', async () => {
    await dashboard.getByRole('grid').focus();
    await dashboard.keyboard.press('Enter');
    await expect.poll(focused).toBe('detail');
    await dashboard.getByRole('heading', { name: 'What you do' }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    for (const section of ['Notes', 'Versions', 'History']) {
      await dashboard.getByRole('tab', { name: section }).click();
      expect(await violations(dashboard)).toEqual([]);
    }
    await dashboard.getByRole('tab', { name: 'Posting' }).click();
    await dashboard.setViewportSize({ width: 360, height: 720 });
    await dashboard.getByRole('heading', { name: 'What you do' }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    expect(await dashboard.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await dashboard.getByRole('button', { name: 'Back to the list' }).click();
    await dashboard.getByRole('grid').waitFor();
    expect(await violations(dashboard)).toEqual([]);
    // Where it was opened from.
    await expect.poll(focused).toBe('applications');
    await dashboard.setViewportSize({ width: 1280, height: 800 });
  });

  it('nor in the help, an empty answer, what is unsent and the settings', async () => {
    await dashboard.keyboard.press('?');
    await dashboard.getByRole('dialog').waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.keyboard.press('Escape');
    await dashboard.getByRole('searchbox').fill('nothing of the kind');
    await dashboard.getByText('No application matches').waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.getByRole('searchbox').fill('');
    for (const panel of ['Filters', 'View', 'Export']) {
      await dashboard.getByRole('button', { name: panel }).click();
      await dashboard.getByRole('dialog').waitFor();
      expect(await violations(dashboard)).toEqual([]);
      await dashboard.keyboard.press('Escape');
      await dashboard.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await dashboard.evaluate(() => (location.hash = '#/board'));
    await dashboard.getByRole('heading', { name: 'Interviewing' }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.evaluate(() => (location.hash = '#/insights'));
    await dashboard.getByRole('heading', { name: 'From stage to stage' }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    for (const table of await dashboard.getByText('Table', { exact: true }).all()) await table.click();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.evaluate(() => (location.hash = '#/import'));
    await dashboard.getByRole('heading', { name: 'Drop a file here' }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    const table = 'Title,Company,URL,Status,Date applied\nA,B,https://example.org/x,Pondering,03/04/2026\n,C,https://example.org/y,,';
    const file = { name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
    await dashboard.getByLabel('Choose file').setInputFiles(file);
    await dashboard.getByRole('group', { name: 'Rows of the file' }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.getByRole('button', { name: 'Another file' }).click();
    for (const place of ['#/unsent', '#/trash', '#/settings']) {
      await dashboard.evaluate((hash) => (location.hash = hash), place);
      await dashboard.getByRole('grid').waitFor({ state: 'detached' });
      expect(await violations(dashboard)).toEqual([]);
    }
    await dashboard.evaluate(() => (location.hash = '#/trash'));
    await dashboard.getByRole('checkbox', { name: 'Thrown away' }).check();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.evaluate(() => (location.hash = '#/settings'));
    await dashboard.getByRole('button', { name: 'Make token' }).click();
    await dashboard.getByLabel('What it is for').fill('Script');
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.getByRole('button', { name: 'Make token' }).click();
    await dashboard.getByRole('textbox', { name: 'The new token' }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.getByRole('button', { name: 'I have kept it' }).click();
  });

  it('nor in what the settings offer an administrator, and where a secret is shown once', async () => {
    await dashboard.getByRole('button', { name: 'Make ten codes' }).click();
    await dashboard.getByLabel('Current password', { exact: true }).fill('not this one');
    await dashboard.getByRole('button', { name: 'Make ten codes' }).click();
    await dashboard.getByText('The password is wrong.').waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.getByLabel('Current password', { exact: true }).fill(PASSWORD);
    await dashboard.getByRole('button', { name: 'Make ten codes' }).click();
    await dashboard.getByRole('button', { name: 'Make invite' }).click();
    await dashboard.getByLabel('Note (optional)').fill(colorScheme);
    await dashboard.getByRole('button', { name: 'Make invite' }).click();
    for (const secret of ['Recovery codes', 'The invite’s link']) await dashboard.getByRole('textbox', { name: secret }).waitFor();
    await dashboard.getByRole('button', { name: 'Actions for' }).click();
    await dashboard.getByRole('menu').waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.getByRole('menuitem', { name: 'Lock account' }).click();
    await dashboard.getByRole('dialog', { name: /^Lock / }).waitFor();
    expect(await violations(dashboard)).toEqual([]);
    await dashboard.keyboard.press('Escape');
  });

  it('nor before one is signed in: the way in, an invite, the way to the server, and both ways to a new password', async () => {
    const page = await world.chromium.context.newPage();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [place, heading] of [
      ['#/', 'Sign in'],
      ['#/sign-up?invite=abcd', 'Create account'],
      ['#/recover', 'A new password'],
      ['#/reset?token=abcd', 'Choose a new password'],
      ['#/connection', 'Connection'],
    ] as const) {
      await page.goto(`${world.server.url}/${place}`);
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      expect(await violations(page)).toEqual([]);
    }
    await page.close();
  });
});
