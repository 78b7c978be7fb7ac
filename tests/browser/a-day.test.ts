import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProxy, type Proxy } from './campaigns/proxy.ts';
import { until } from './until.ts';
import { capture, exportCsv, save, signUp } from './person.ts';
import { openWorld, type World } from './world.ts';

/** What a busy day holds: so many rows from the days before, postings saved, rows edited, times the list was looked at. */
const DAY = { rows: 300, saves: 8, edits: 5, looks: 6 };

let world: World;
let proxy: Proxy;
let dashboard: Page;

beforeAll(async () => {
  world = await openWorld();
  proxy = await createProxy(world.server.url);
  dashboard = await signUp(world.chromium, proxy.url);
  await world.query(
    `insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, notes, description, save_hash)
     select u.id, gen_random_uuid(), n, now(), now(), 'Deckhand ' || n, 'Fjordline', 'https://jobs.example.org/' || n, 'saved', '',
       repeat('You will mend engines and nets. ', 60), sha256('x')
     from users u, generate_series(1, $1) n`,
    [DAY.rows],
  );
  await world.query('update users set change_number = $1', [DAY.rows]);
  await look();
});
afterAll(async () => {
  await proxy?.close();
  await world?.close();
});

/** Closes the list and opens it again. */
async function look(): Promise<void> {
  await dashboard.close();
  dashboard = await world.chromium.openExtensionPage('extension/dashboard/index.html');
  await dashboard
    .getByRole('row', { name: /Deckhand/ })
    .first()
    .waitFor();
}

async function saveOne(n: number): Promise<void> {
  const url = `https://careers.example.com/jobs/${n}`;
  const title = `Engineer of the day ${n}`;
  const text = 'You will keep the lights on, and tell the others how. '.repeat(30);
  world.pages.put(
    url,
    `<!doctype html><html lang="en"><title>${title} | Fjordline</title><script type="application/ld+json">${JSON.stringify({
      '@context': 'https://schema.org',
      '@type': 'JobPosting',
      title,
      hiringOrganization: { name: 'Fjordline' },
      description: text,
    })}</script><h1>${title}</h1><p>Fjordline</p><p>${text}</p>`,
  );
  const { tab, popup, form } = await capture(world.chromium, url);
  await save(form);
  await popup.release();
  await tab.close();
}

describe('a busy day', () => {
  it('is a few dozen small requests', async () => {
    const before = { requests: proxy.requests.length, bytes: proxy.bytes };
    for (let n = 0; n < DAY.saves; n += 1) await saveOne(n);
    for (let n = 0; n < DAY.looks; n += 1) await look();
    for (let n = 0; n < DAY.edits; n += 1) {
      await dashboard.getByRole('row', { name: new RegExp(`Engineer of the day ${n}`) }).click();
      const title = dashboard.getByRole('textbox', { name: 'Title' });
      await title.fill(`Edited ${n}`);
      await title.press('Enter');
      await until(
        'the edited row',
        async () => (await world.query('select from applications where title = $1', [`Edited ${n}`])).length === 1,
      );
      await dashboard.keyboard.press('Escape');
    }
    await exportCsv(world.chromium, dashboard);
    const asked = proxy.requests.slice(before.requests).map(({ method, path }) => `${method} ${path}`);
    const counted = new Map<string, number>();
    for (const request of asked) {
      const route = request.replace(/[0-9a-f-]{36}/, ':id').replace(/\?.*/, '');
      counted.set(route, (counted.get(route) ?? 0) + 1);
    }
    for (const [route, count] of counted) process.stdout.write(`${String(count).padStart(4)}  ${route}\n`);
    process.stdout.write(`${asked.length} requests, ${Math.round((proxy.bytes - before.bytes) / 1024)} kB of bodies both ways\n`);
    expect(asked.length).toBeLessThanOrEqual(40);
  });
});
