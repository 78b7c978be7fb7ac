import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp } from './person.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let page: Page;

const FILE = [
  'Title,Company,URL,Status,Date applied',
  'Stonemason,Marble & Sons,https://marble.example/1,Applied,03/04/2026',
  'Engraver,Chisel Ltd,https://chisel.example/2,Pondering,05/06/2026',
  'Engraver,Chisel Ltd,https://chisel.example/2,Pondering,05/06/2026',
].join('\r\n');

const choose = (name: string, content: string) =>
  page.getByLabel('Choose file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
const titles = () => world.query<{ title: string }>('select title from applications where deleted_at is null order by title');

beforeAll(async () => {
  world = await openWorld();
  page = await signUp(world.chromium, world.server.url);
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { name: 'Drop a file here' }).waitFor();
});
afterAll(() => world?.close());

describe('an import in the dashboard', () => {
  it('refuses a file that is none, in words that say what to do', async () => {
    await choose('workbook.xlsx', 'PK\u0003\u0004 and so on');
    await page.getByText('This is an archive or a workbook').waitFor();
    await choose('broken.csv', 'Title,Company\r\n"never closed,Chisel');
    await page.getByText('A quotation mark is opened and never closed').waitFor();
  });

  it('asks what the file does not say, and shows what becomes of each row before anything is kept', async () => {
    await choose('applications.csv', FILE);
    await page.getByRole('heading', { name: '2 questions about the file' }).waitFor();
    await page.getByText('The day', { exact: true }).click();
    await page.getByLabel('Pondering').selectOption({ label: 'Screening' });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Import 2 applications' }).waitFor();
    const rows = page.getByRole('group', { name: 'Rows of the file' }).getByRole('listitem');
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(3);
    await page.getByLabel('Only rows that need a look').check();
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/Engraver[\s\S]*Twice in the file/)]);
    expect(await titles()).toEqual([]);
  });

  it('is in the list then, under the stages that were answered', async () => {
    await page.getByRole('button', { name: 'Import 2 applications' }).click();
    await page.getByRole('button', { name: 'Show the list' }).click();
    await page.getByRole('row', { name: 'Stonemason' }).waitFor();
    const row = page.getByRole('row', { name: 'Engraver' });
    await row.getByText('Screening').waitFor();
    expect(await titles()).toEqual([{ title: 'Engraver' }, { title: 'Stonemason' }]);
  });

  it('is taken back as a whole, but for what was edited since, which it names', async () => {
    await page.getByRole('grid').focus();
    await page.getByRole('row', { name: 'Engraver' }).getByRole('gridcell').first().click();
    await page.keyboard.press('5');
    await expect.poll(() => world.query('select title from applications where stage = $1', ['offered'])).toHaveLength(1);
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('button', { name: 'Another file' }).click();
    await page.getByRole('listitem').filter({ hasText: 'applications.csv' }).getByRole('button', { name: 'Undo' }).click();
    await page.getByText('1 was edited since and stays: Engraver').waitFor();
    await page.getByRole('button', { name: 'Undo import' }).click();
    await page.getByText('Undone', { exact: true }).waitFor();
    expect(await titles()).toEqual([{ title: 'Engraver' }]);
    await page.getByRole('link', { name: 'All' }).click();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
  });
});
