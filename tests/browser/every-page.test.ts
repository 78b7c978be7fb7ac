import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './until.ts';
import { corpusIsThere, readCorpus } from './corpus.ts';
import { capture, exportCsv, readForm, saveOrUpdate, signUp } from './person.ts';
import { openWorld, type World } from './world.ts';

/** A page and what a person should see in the form above it. */
interface Sample {
  name: string;
  url: string;
  html: string;
  title: string;
  company: string | undefined;
}

const FORMATS = new URL('../../extension/capture/fixtures/', import.meta.url);
const SITES = new URL('../../extension/capture/sites/fixtures/', import.meta.url);

interface FixtureFile {
  url: string;
  /** Absent in a fixture that is not one posting. */
  posting?: { title?: string; company?: string };
  expected?: { title?: string; company?: string };
}

function readFixtures(folder: URL): Sample[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return names.flatMap((file) => {
    const { url, posting, expected = posting } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as FixtureFile;
    const page = new URL(file.replace('.json', '.html'), folder);
    if (expected?.title === undefined || !existsSync(page)) return [];
    return [{ name: file.slice(0, -5), url, html: readFileSync(page, 'utf8'), title: expected.title, company: expected.company }];
  });
}

/** One whole posting of each place in the corpus, with its facts where a person sees them. */
function readPlaces(): Sample[] {
  const places = new Map<string, Sample>();
  for (const { id, site = id, url, html, kind, rendered, expected } of readCorpus()) {
    if (kind !== 'posting' || !rendered || !expected || places.has(site) || url.startsWith('https://unknown.example') || leaves(html))
      continue;
    places.set(site, { name: `a page of ${site}`, url, html, title: String(expected['title']), company: undefined });
  }
  return [...places.values()];
}

/** Such a page leaves before anybody could click. */
const leaves = (html: string) => /<meta[^>]+http-equiv=["']?refresh/i.test(html);

const letters = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

let world: World;
let dashboard: Page;
/** The titles of every page that was saved, or updated a posting that another page had saved. */
const titles = new Set<string>();
let saved = 0;
/** As PostgreSQL has them in the end. */
let kept: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  dashboard = await signUp(world.chromium, world.server.url);
});
afterAll(() => world?.close());

/** Click, look at the form, save. The page's own scripts do not run: it is to stay as it was saved. */
async function readAndSave({ url, html, title, company }: Sample): Promise<void> {
  world.pages.put(url, html, { 'content-security-policy': "script-src 'none'" });
  const { tab, popup, form } = await capture(world.chromium, url);
  const shown = await readForm(form);
  expect(letters(shown['title'] ?? '')).toBe(letters(title));
  expect(shown).toMatchObject(company === undefined ? {} : { company });
  if ((await saveOrUpdate(form)) === 'Saved') saved += 1;
  titles.add(shown['title'] ?? '');
  await popup.release();
  await tab.close();
}

describe('a page of ours for each format', () => {
  for (const sample of readFixtures(FORMATS)) it(`${sample.name} is read, saved and closed`, () => readAndSave(sample));
});

describe('a page of ours for each site', () => {
  for (const sample of readFixtures(SITES)) it(`${sample.name} is read, saved and closed`, () => readAndSave(sample));
});

if (!corpusIsThere) process.stderr.write('Skipped: there is no corpus of saved pages beside the repository.\n');
describe.skipIf(!corpusIsThere)('a real saved page of each place', () => {
  for (const sample of readPlaces()) it(`${sample.name} is read, saved and closed`, () => readAndSave(sample));
});

describe('everything that was saved', () => {
  it('is a row in PostgreSQL', async () => {
    await until('the last row', async () => (await world.query('select from applications')).length === saved);
    const rows = await world.query<{ title: string }>('select title from applications');
    expect(rows.map(({ title }) => title).filter((title) => !titles.has(title))).toEqual([]);
    kept = rows.map(({ title }) => title);
  });

  it('is a row in the options page', async () => {
    await dashboard.bringToFront();
    await dashboard.getByRole('grid').waitFor();
    // The header is a row too.
    await until('the last row', async () => (await dashboard.getByRole('grid').getAttribute('aria-rowcount')) === String(saved + 1));
    for (const title of kept) {
      await dashboard.getByRole('searchbox').fill(title.slice(0, 60));
      await dashboard
        .getByRole('row')
        .filter({ hasText: title.slice(0, 40) })
        .first()
        .waitFor();
    }
    await dashboard.getByRole('searchbox').fill('');
  });

  it('is a line in the CSV', async () => {
    const file = await exportCsv(world.chromium, dashboard);
    const csv = readFileSync(file, 'utf8');
    for (const title of kept) expect(csv).toContain(title.replaceAll('"', '""'));
  });
});
