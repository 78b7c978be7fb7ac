import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './until.ts';
import { capture, exportCsv, readForm, save, signUp } from './person.ts';
import { openWorld, type World, withoutServer } from './world.ts';

const POSTING = 'https://careers.example.com/jobs/data-engineer-4711';
const HTML = `<!doctype html><html lang="en"><head><title>Senior Data Engineer | Fjordline</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Careers"},{"@type":"JobPosting",
"title":"Senior Data Engineer","hiringOrganization":{"@type":"Organization","name":"Fjordline"},"datePosted":"2026-11-01",
"jobLocation":{"@type":"Place","address":{"addressLocality":"Copenhagen","addressCountry":"DK"}},"employmentType":"FULL_TIME",
"baseSalary":{"@type":"MonetaryAmount","currency":"DKK","value":{"@type":"QuantitativeValue","minValue":600000,"maxValue":720000,"unitText":"YEAR"}}}]}</script></head>
<body><nav><a href="/">Home</a></nav><main><h1>Senior Data Engineer</h1><p>Fjordline · Copenhagen</p><p>Salary: DKK 600,000 - 720,000 per year</p>
<h2>What you will do</h2><p>${'You will build the pipelines that tell our ships where to go, with a small team that likes its work. '.repeat(8)}</p>
<ul><li>Own the schedules</li><li>Write it down</li></ul></main></body></html>`;

let world: World;
let dashboard: Page;

beforeAll(async () => {
  world = await openWorld();
  world.pages.put(POSTING, HTML);
});
afterAll(() => world?.close());

interface Row {
  company: string;
  stage: string;
  notes: string;
  salary_min: string;
}
const rows = (title: string) => world.query<Row>('select * from applications where title = $1 and deleted_at is null', [title]);

describe('the main job', () => {
  it('creates an account on the server that the person names', async () => {
    dashboard = await signUp(world.chromium, world.server.url);
    await dashboard.getByText('Nothing saved yet').waitFor();
    expect(await world.query('select role from users')).toEqual([{ role: 'administrator' }]);
  });

  it('reads the posting into the form, is corrected, and saves a row', async () => {
    const { tab, popup, form } = await capture(world.chromium, POSTING);
    expect(await readForm(form)).toMatchObject({
      title: 'Senior Data Engineer',
      company: 'Fjordline',
      location: expect.stringMatching(/^Copenhagen(?:, D\w+)?$/),
    });
    expect(await form.locator('input[name=salary]').inputValue()).toMatch(/600.000.+720.000/);

    await form.locator('input[name=title]').fill('Senior Data Engineer (ships)');
    await form.getByText('Applied', { exact: true }).click();
    await form.getByLabel('Notes').fill('Ask about the night watch');
    await save(form);
    await popup.release();
    await tab.close();

    const [row] = await until('the row', async () => {
      const found = await rows('Senior Data Engineer (ships)');
      return found.length > 0 && found;
    });
    expect(row).toMatchObject({ company: 'Fjordline', stage: 'applied', notes: 'Ask about the night watch', salary_min: '600000.00' });
  });

  it('shows the row in the options page, opened before and unasked', async () => {
    await dashboard.bringToFront();
    const row = dashboard.getByRole('row', { name: /Senior Data Engineer \(ships\)/ });
    await row.waitFor();
    expect(await row.textContent()).toContain('Fjordline');
    expect(await row.textContent()).toContain('Applied');
  });

  it('says that the posting is saved already, without the server', async () => {
    const elsewhere = `${POSTING}?utm_source=mail`;
    world.pages.put(elsewhere, HTML);
    await withoutServer(world.server, async () => {
      const { tab, popup, form } = await capture(world.chromium, elsewhere);
      await form.getByText('Already saved').waitFor();
      expect(await form.locator('.existing').textContent()).toContain('Applied');
      await popup.release();
      await tab.close();
    });
  });

  it('edits in place', async () => {
    await dashboard.bringToFront();
    await dashboard.getByRole('row', { name: /Senior Data Engineer/ }).click();
    const detail = dashboard.getByRole('textbox', { name: 'Title' });
    await detail.fill('Data Engineer');
    await detail.press('Enter');
    await until('the edited row', async () => (await rows('Data Engineer')).length === 1);
  });

  it('exports it as CSV', async () => {
    await dashboard.keyboard.press('Escape');
    const file = await exportCsv(world.chromium, dashboard);
    expect(file).toMatch(/\.csv$/);
    const csv = readFileSync(file, 'utf8');
    expect(csv.startsWith('\uFEFFid,title,company,')).toBe(true);
    expect(csv.split('\r\n')[1]).toContain(',Data Engineer,Fjordline,');
  });

  it('deletes with undo', async () => {
    await dashboard
      .getByRole('row', { name: /Data Engineer/ })
      .locator('.cell-check')
      .click();
    await dashboard.getByRole('button', { name: 'Delete' }).click();
    await until('the row to be in the trash', async () => (await rows('Data Engineer')).length === 0);
    await dashboard.getByRole('button', { name: 'Undo' }).click();
    await until('the row to be back', async () => (await rows('Data Engineer')).length === 1);
  });
});

describe('a page that is not one posting', () => {
  it('is told apart, and the form is one click away', async () => {
    const list = 'https://careers.example.com/jobs';
    const links = Array.from(
      { length: 25 },
      (_, n) => `<li><a href="/jobs/${n}"><h3>Engineer ${n}</h3></a><p>Company ${n}, Copenhagen</p></li>`,
    ).join('');
    world.pages.put(list, `<!doctype html><title>25 jobs</title><h1>25 jobs in Copenhagen</h1><ul>${links}</ul>`);
    const { tab, popup, form } = await capture(world.chromium, list);
    await form.getByText('This page lists several postings').waitFor();
    await form.getByRole('button', { name: 'Fill in by hand' }).click();
    await form.locator('input[name=title]').fill('From a list');
    await form.locator('input[name=company]').fill('By hand');
    await save(form);
    await popup.release();
    await tab.close();
    await until('the row', async () => (await rows('From a list')).length === 1);
  });
});

describe('a hostile page', () => {
  it('is shown as text: nothing in it runs, and its javascript: address is no link', async () => {
    const url = 'https://careers.example.com/jobs/hostile';
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const ld = JSON.stringify({
      '@type': 'JobPosting',
      title: `Engineer ${evil}`,
      hiringOrganization: { name: evil, sameAs: 'javascript:alert(3)' },
      description: evil.repeat(50),
      __proto__: { x: 1 },
    });
    const text = `Engineer ${evil}`.replaceAll('<', '&lt;');
    world.pages.put(
      url,
      `<!doctype html><title>${text}</title><script type="application/ld+json">${ld.replaceAll('</', '<\\/')}</script><h1>${text}</h1><p>${'We look for an engineer. '.repeat(40)}</p>`,
    );
    const { tab, popup, form } = await capture(world.chromium, url);
    const dialogs: string[] = [];
    for (const page of [tab, form, dashboard])
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
    await form.locator('input[name=title]').fill(`Hostile ${evil}`);
    await save(form);
    await popup.release();
    await dashboard.bringToFront();
    await dashboard.getByRole('row', { name: /Hostile/ }).click();
    await dashboard.getByRole('textbox', { name: 'Title' }).waitFor();
    expect(await dashboard.locator('img[src=x], main script').count()).toBe(0);
    expect(await dashboard.locator('a[href^="javascript" i]').count()).toBe(0);
    expect(dialogs).toEqual([]);
    await tab.close();
  });
});
