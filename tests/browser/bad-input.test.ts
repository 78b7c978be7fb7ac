import process from 'node:process';
import type { Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unguardFormula } from '../../contract/csv.ts';
import { Application, SaveApplication, type SaveApplicationInput } from '../../contract/index.ts';
import { HEARD, HOSTILE_TEXTS, NO_ADDRESSES } from './hostile-texts.ts';
import { readCells } from './read-cells.ts';
import { capture, newEmail, PASSWORD, save, signUp } from './person.ts';
import { openWorld, type World } from './world.ts';

/** All of them where each takes a moment of its own; in the suite a sample. `npm run campaign:bad-input` takes all. */
const WHOLE = process.env['BAD_INPUT'] === 'all';
const LONG_MS = 1_800_000;
const some = <T>(all: readonly T[], count: number): readonly T[] => (WHOLE ? all : all.slice(0, count));
/** A title that no form takes: cut where it is read, refused where it is sent. */
const ENDLESS = [`<img ${HEARD.mark} src=x onerror=${HEARD.call}()> `, '\u202eEngineer ', '👩‍💻'].map((part) =>
  part.repeat(Math.ceil(1_048_576 / part.length)),
);

let world: World;
let page: Page;
let token: string;
/** As the server has them, in the order of the texts. */
let saved: Application[];
/** Everything by which a text would have been more than a text. */
const heard: string[] = [];

function listen(to: Page): void {
  to.on('dialog', (dialog) => {
    heard.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  to.on('pageerror', (error) => heard.push(error.message));
  to.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  to.on('request', (request) => request.url().includes(HEARD.host) && heard.push(request.url()));
}

/** In a page: what stands in it that no text may bring there. Elements, attributes that run, addresses that lead elsewhere than they say. */
function findStrays({ mark, host }: { mark: string; host: string }): string[] {
  const own = location.origin;
  const isStray = ({ name, value }: Attr): boolean => {
    if (name === mark || name === 'srcdoc' || name.startsWith('on') || (name === 'style' && value.includes('url('))) return true;
    if (name === 'href' && /^(?:#|\/assets\/)/.test(value)) return false;
    if (name === 'href')
      return !['http:', 'https:', 'mailto:'].includes(new URL(value, own).protocol) || new URL(value, own).username !== '';
    if (!['src', 'srcset', 'action', 'formaction', 'data', 'poster', 'ping', 'background'].includes(name)) return false;
    return value.includes(host) || new URL(value, own).origin !== own;
  };
  const foreign = [...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], math, video, audio, template')];
  const attributes = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].filter(isStray).map(({ name, value }) => `${element.tagName} ${name}="${value}"`),
  );
  return [...foreign.map(({ outerHTML }) => outerHTML), ...attributes];
}

/** In the dashboard: opens one application and goes through its sections; resolves to the texts in its fields, and to what is stray. */
async function lookThrough(id: string, title: string, find: () => string[]): Promise<{ shown: (string | null)[]; strays: string[] }> {
  const deadline = performance.now() + 15_000;
  const there = async (what: string, found: () => Element | null | undefined | false): Promise<Element> => {
    for (;;) {
      const element = found();
      if (element) return element;
      if (performance.now() > deadline) throw new Error(`waited for ${what} of ${JSON.stringify(title)}`);
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  };
  const within = (selector: string) => document.querySelector(`#detail[aria-label="${CSS.escape(title)}"] ${selector}`);
  const open = (tab: number, selector: string) =>
    there(selector, () => {
      const button = document.querySelectorAll<HTMLElement>(`#detail[aria-label="${CSS.escape(title)}"] [role=tab]`)[tab];
      if (button?.ariaSelected !== 'true') button?.click();
      return button?.ariaSelected === 'true' && within(selector);
    });
  location.hash = `#/application/${id}`;
  await open(0, '.tab-panel > .prose');
  const strays = find();
  const valueOf = (element: Element | null) => (element as HTMLInputElement | null)?.value ?? null;
  const shown = [within('h2')?.textContent ?? null, valueOf(within('#detail-title'))];
  shown.push(...[...document.querySelectorAll('.detail-where input')].map(valueOf));
  shown.push(valueOf(await open(1, 'textarea.notes')));
  document.querySelector<HTMLElement>('.notes-panel input[value=read]')?.click();
  await there('the notes as they are read', () => within('.notes-panel .prose'));
  strays.push(...find());
  await open(2, '.versions .prose');
  strays.push(...find());
  const told = await open(3, '.history li');
  strays.push(...find());
  shown.push(told.textContent);
  return { shown, strays };
}

/** The text in every field that takes one; the address apart, which is checked. */
const bodyOf = (text: string, at: number): SaveApplicationInput => ({
  posting: {
    title: text,
    company: text.slice(0, 300),
    location: text,
    description: text,
    url: `https://careers.example.com/jobs/${at}`,
  },
  postingKey: `${at} ${text}`,
  notes: text,
  tags: [text.slice(0, 60).trim() || 'tag'],
  origins: { title: { reader: text.slice(0, 60).trim() || 'reader', via: text.slice(0, 300) } },
  snapshot: text,
});

const send = (method: string, path: string, body?: unknown) =>
  fetch(world.server.url + path, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

beforeAll(async () => {
  world = await openWorld();
  await world.chromium.context.exposeFunction(HEARD.call, () => void heard.push('a script ran'));
  const email = newEmail();
  page = await signUp(world.chromium, world.server.url, email);
  listen(page);
  token = ((await (await send('POST', '/api/auth/sign-in', { email, password: PASSWORD })).json()) as { accessToken: string }).accessToken;
  const put = async (text: string, at: number) => {
    const reply = await send('PUT', `/api/applications/${uuidv7()}`, bodyOf(text, at));
    expect([text, reply.status]).toEqual([text, 201]);
    return v.parse(Application, await reply.json());
  };
  saved = await Promise.all(HOSTILE_TEXTS.map(put));
  // So tall that every row is in sight, and so exists.
  await page.setViewportSize({ width: 1800, height: 400 + 110 * saved.length });
  await page.reload();
  await page.getByRole('row').nth(saved.length).waitFor();
});
afterAll(() => world?.close());

/** Nothing ran, asked or was said, nothing stands in the page, and its own rules were not even put to the test. */
async function nothingRan(where: Page): Promise<void> {
  expect(await where.evaluate(findStrays, HEARD)).toEqual([]);
  expect(heard).toEqual([]);
}

describe('a text that would like to be more', () => {
  it('is one of 300, and is kept as it is', () => {
    expect(new Set(HOSTILE_TEXTS).size).toBeGreaterThanOrEqual(300);
    const wanted = HOSTILE_TEXTS.map((text, at) => v.parse(SaveApplication, bodyOf(text, at)));
    expect(saved.map(({ posting, notes, tags }) => [posting, notes, tags])).toEqual(
      wanted.map(({ posting, notes, tags }) => [posting, notes, tags]),
    );
  });

  it('is no address, and no title without end: neither is taken', async () => {
    const statusOf = async (posting: object) =>
      (await send('PUT', `/api/applications/${uuidv7()}`, { posting: { title: 'x', company: 'x', ...posting } })).status;
    expect(new Set(await Promise.all(NO_ADDRESSES.map((url) => statusOf({ url }))))).toEqual(new Set([422]));
    for (const title of ENDLESS) expect([413, 422]).toContain(await statusOf({ title, url: 'https://careers.example.com/' }));
  });

  it('is a text in the list', async () => {
    const shown = await page.getByRole('row').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const textOf = (selector: string) => row.querySelector(selector)?.textContent ?? null;
        return row.id === ''
          ? []
          : [[row.id, textOf('.row-title'), textOf('.cell-company'), textOf('.cell-location'), textOf('.row-tags')]];
      }),
    );
    const wanted = saved.map(({ id, posting, tags }) => [`row-${id}`, posting.title, posting.company, posting.location, tags[0]]);
    expect(shown.toSorted()).toEqual(wanted.toSorted());
    await nothingRan(page);
  });

  it('is a text on the board', async () => {
    await page.evaluate(() => (location.hash = '#/board'));
    await page
      .locator('.card')
      .nth(saved.length - 1)
      .waitFor();
    const shown = await page
      .locator('.card')
      .evaluateAll((cards) =>
        cards.map((card) => [
          card.id,
          card.querySelector('.card-title')?.textContent ?? null,
          card.querySelector('.ellipsis')?.textContent ?? null,
        ]),
      );
    const wanted = saved.map(({ id, posting }) => [
      `card-${id}`,
      posting.title,
      [posting.company, posting.location].filter(Boolean).join(' · '),
    ]);
    expect(shown.toSorted()).toEqual(wanted.toSorted());
    await nothingRan(page);
  });

  it('is a cell of a CSV file, and no formula', async () => {
    const [header = [], ...rows] = readCells(await (await send('GET', '/api/export.csv')).text());
    const at = (name: string) => header.indexOf(name);
    const found = new Map(rows.map((row) => [row[at('id')], row]));
    for (const { id, posting, notes } of saved) {
      const row = found.get(id) ?? [];
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      const cells = ['title', 'company', 'location', 'notes', 'description'].map((name) => unguardFormula(row[at(name)] ?? ''));
      expect(cells).toEqual([posting.title, posting.company, posting.location, notes, posting.description]);
    }
  });

  it(
    'is a text in the detail, its notes, its snapshot and its history',
    async () => {
      await page.setViewportSize({ width: 1800, height: 900 });
      // A text area has one kind of line break, a line none.
      const lines = (text: string) => text.replaceAll(/\r\n?/g, '\n');
      const line = (text: string | null) => (text ?? '').replaceAll(/[\r\n]/g, '');
      for (const { id, posting, notes } of some(saved, 16)) {
        // What was there before is told by the history.
        const changes = { posting: { location: `no longer ${posting.location}`.slice(0, 500) } };
        await send('PATCH', `/api/applications/${id}`, { basedOn: 1, changes });
        const looked = `(${lookThrough})(${JSON.stringify(id)}, ${JSON.stringify(posting.title)}, () => (${findStrays})(${JSON.stringify(HEARD)}))`;
        const { shown, strays } = await page.evaluate<Awaited<ReturnType<typeof lookThrough>>>(looked);
        const [history] = shown.splice(-1);
        expect(shown).toEqual([posting.title, lines(posting.title), line(posting.company), line(posting.location), lines(notes)]);
        expect(history).toContain(posting.location);
        expect([strays, heard]).toEqual([[], []]);
      }
    },
    LONG_MS,
  );

  it(
    'is a text in the popup, and what is seen there is what is saved',
    async () => {
      const read: string[] = [];
      for (const [at, text] of [...some(ENDLESS, 1), ...some(HOSTILE_TEXTS, 6)].entries()) {
        const url = `https://careers.example.com/bad/${at}-4711`;
        world.pages.put(url, pageOf(text), { 'content-security-policy': "script-src 'none'" });
        const { tab, popup, form } = await capture(world.chromium, url);
        listen(form);
        const byHand = form.getByRole('button', { name: 'Fill in by hand' });
        if (await byHand.isVisible()) await byHand.click();
        const title = await form.locator('input[name=title]').inputValue();
        read.push(title);
        await nothingRan(form);
        if (title.trim() === '') await form.locator('input[name=title]').fill(`${at}`);
        await save(form);
        await nothingRan(form);
        const stored = () => world.query<{ title: string }>('select title from applications where url = $1', [url]);
        await expect.poll(stored).toEqual([{ title: title.trim() === '' ? `${at}` : title.trim() }]);
        await popup.release();
        await tab.close();
      }
      // It was the texts that were read, and not something else of their pages.
      expect(read.filter((title) => title !== '').length).toBeGreaterThan(read.length / 2);
    },
    LONG_MS,
  );
});

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
/** A posting with the text in every place that a field is read from, as careless pages put it there; one without end as its title. */
function pageOf(title: string): string {
  const text = title.slice(0, 1_000);
  const data = {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title,
    hiringOrganization: { name: text },
    jobLocation: { address: { addressLocality: text, addressCountry: text } },
    employmentType: text,
    baseSalary: text,
    datePosted: text,
    description: `${text} ${'You will mend engines. '.repeat(40)}`,
    url: text,
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><meta property="og:title" content="${escaped(text)}"><script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script></head>
<body><h1>${escaped(title)}</h1><dl><dt>Company</dt><dd>${escaped(text)}</dd><dt>Location</dt><dd>${escaped(text)}</dd></dl><p>${escaped(text)}</p><p>${'You will mend engines. Apply now. '.repeat(40)}</p></body></html>`;
}
