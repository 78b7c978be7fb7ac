import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, createProfile, launchChromium, type Profile } from './chromium.ts';
import { bombed, BOMBS, HOSTILE } from './hostile-html.ts';
import { type PageServer, servePages } from './pages.ts';
import { hasRead, readForm } from './person.ts';

/** Nothing is saved here: the extension needs no server. */
let profile: Profile;
let pages: PageServer;
let chromium: Chromium;
beforeAll(async () => {
  profile = createProfile();
  pages = await servePages();
  chromium = await launchChromium(profile);
  await pages.attach(chromium.context);
});
afterAll(async () => {
  await chromium?.close();
  await pages?.close();
  profile?.remove();
});

async function show(url: string, html: string): Promise<Page> {
  pages.put(url, html);
  const tab = await chromium.context.newPage();
  await tab.goto(url);
  return tab;
}

/** Clicks the button over a tab, looks at the popup once it has read the page, and closes it with the tab. */
async function look(tab: Page, see: (form: Page) => Promise<void>): Promise<void> {
  const { page: form, release } = await chromium.clickToolbar(tab);
  try {
    await hasRead(form);
    await see(form);
  } finally {
    await form.evaluate(() => window.close()).catch(() => undefined);
    await release();
    await tab.close();
  }
}

const text = (
  title: string,
  employer: string,
  town: string,
) => `<main><h1>${title}</h1><p><a href="/companies/1">${employer}</a> · ${town}, Denmark</p>
<h2>What you will do</h2><p>${`You will work as ${title} with a small crew that likes its work and writes down what it learns. `.repeat(6)}</p>
<h2>Requirements</h2><ul><li>Five years at sea or beside it</li><li>Danish and English, also over a bad radio</li></ul><p><a href="/apply">Apply now</a></p></main>`;
const FIRST = 'https://careers.example.com/jobs/payroll-accountant-4711';
const SECOND = '/jobs/harbour-pilot-4712';
const HARBOUR_PILOT = text('Harbour Pilot', 'Kittiwake Lines', 'Esbjerg');

/** A single-page application at its first posting, with the data of that posting in the head. */
const application = (
  employer: string,
  town: string,
) => `<!doctype html><html lang="en"><head><title>Payroll Accountant at ${employer}</title>
<meta property="og:title" content="Payroll Accountant"><script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Payroll Accountant',
  hiringOrganization: { name: employer },
  jobLocation: { address: { addressLocality: town, addressCountry: 'DK' } },
  employmentType: 'PART_TIME',
  datePosted: '2026-10-02',
  baseSalary: { currency: 'DKK', value: { minValue: 500000, maxValue: 560000, unitText: 'YEAR' } },
})}</script></head><body><nav><a href="/">Home</a></nav><div id="app">${text('Payroll Accountant', employer, town)}</div></body></html>`;

/** What such an application does when the next posting is chosen: `html` is put in the place of the one before, `afterMs` from now. */
const moveOn = (tab: Page, html: string, afterMs = 0) =>
  tab.evaluate(
    ([url, next, ms]) => {
      const app = document.querySelector('#app')!;
      history.pushState(null, '', url);
      if (ms === 0) app.innerHTML = next;
      else {
        app.innerHTML = '<main aria-busy="true"></main>';
        setTimeout(() => (app.innerHTML = next), ms);
      }
    },
    [SECOND, html, afterMs] as const,
  );

describe('a single-page application that shows its second posting', () => {
  it.each([
    ['another employer in another town', 'Gannet Bank', 'Aarhus'],
    ['the same employer in the same town', 'Kittiwake Lines', 'Esbjerg'],
  ])('is read as it is shown, whatever the first left in the head: %s', async (_what, employer, town) => {
    const tab = await show(FIRST, application(employer, town));
    await look(tab, async (form) => expect(await readForm(form)).toMatchObject({ title: 'Payroll Accountant', company: employer }));
    const again = await show(FIRST, application(employer, town));
    await moveOn(again, HARBOUR_PILOT);
    await look(again, async (form) => {
      const shown = await readForm(form);
      expect(shown).toMatchObject({ title: 'Harbour Pilot', company: 'Kittiwake Lines', salary: '', employmentType: '', datePosted: '' });
      expect(shown['location']).toMatch(/^Esbjerg/);
    });
  });

  it('is waited for while it loads', async () => {
    const tab = await show(FIRST, application('Gannet Bank', 'Aarhus'));
    // Sooner or later than the popup looks: both are told right.
    await moveOn(tab, HARBOUR_PILOT, 700);
    await look(tab, async (form) => expect(await readForm(form)).toMatchObject({ title: 'Harbour Pilot', company: 'Kittiwake Lines' }));
  });

  it('is not loaded yet where nothing comes, and is read when the person asks again', async () => {
    const tab = await show(FIRST, application('Gannet Bank', 'Aarhus'));
    await moveOn(tab, '<main aria-busy="true"></main>');
    await look(tab, async (form) => {
      await form.getByText('The posting has not loaded yet').waitFor();
      await moveOn(tab, HARBOUR_PILOT);
      await form.getByRole('button', { name: 'Read again' }).click();
      await form.getByText('The posting has not loaded yet').waitFor({ state: 'detached' });
      await hasRead(form);
      expect(await readForm(form)).toMatchObject({ title: 'Harbour Pilot' });
    });
  });
});

describe('a page that is too much', () => {
  const address = (name: string) => `https://hostile.example/jobs/${encodeURIComponent(name)}`;

  it.each([
    ['twenty megabytes of text', 1],
    ['200,000 nodes', 1],
    ['10,000 JSON-LD blocks', 0],
  ])('leaves the popup usable, with what was found: %s', async (name, inPart) => {
    const tab = await show(address(name), HOSTILE.find((page) => page.name === name)?.html() ?? '');
    await look(tab, async (form) => {
      expect((await readForm(form))['title']).toMatch(/^Data Engineer/);
      await form.locator('input[name=company]').fill('Typed over it');
      expect((await readForm(form))['company']).toBe('Typed over it');
      expect(await form.getByText('only a part of it was read').count(), 'whether it says so').toBe(inPart);
    });
  });

  it('leaves the popup alive over a text made against patterns', async () => {
    const tab = await show(address('bomb'), bombed(BOMBS['grouped digits'] ?? ''));
    await look(tab, async (form) => {
      await form.locator('button[type=submit]:enabled, .empty button').first().waitFor();
    });
  });
});
