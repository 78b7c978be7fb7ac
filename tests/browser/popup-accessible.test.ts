import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture, hasRead, save, signUp } from './person.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { openWorld, type World } from './world.ts';

const WORK = 'You will build the pipelines that tell our ships where to go. Apply now. '.repeat(20);
/** Two readings of the title and the pay in the markup, so that there is something to choose; the place is not said. */
function posting(title: string, company = 'Fjordline', pay = 720_000): string {
  const read = {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title,
    hiringOrganization: { '@type': 'Organization', name: company },
    datePosted: '2026-11-01',
    employmentType: 'FULL_TIME',
    baseSalary: {
      '@type': 'MonetaryAmount',
      currency: 'DKK',
      value: { '@type': 'QuantitativeValue', minValue: 500_000, maxValue: pay, unitText: 'YEAR' },
    },
    description: WORK,
  };
  const markup = JSON.stringify(read);
  return `<!doctype html><html lang="en"><title>${title} (m/f/d) at ${company}</title><script type="application/ld+json">${markup}</script>
    <h1>${title}, ships and ferries</h1><p>${company}</p><p>Salary: DKK 500,000 - ${pay} per year</p><p>${WORK}</p>`;
}
const LIST = `<!doctype html><html lang="en"><title>Careers</title><h1>All jobs</h1><ul>${Array.from(
  { length: 25 },
  (_, n) => `<li><a href="/jobs/${n}"><h3>Engineer ${n}</h3></a><p>Company ${n}, Copenhagen</p></li>`,
).join('')}</ul>`;
const RECIPE = `<!doctype html><html lang="en"><title>Bread</title><h1>How to bake bread</h1><p>${'Knead the dough and let it rest. '.repeat(40)}</p>`;
const address = (name: string) => `https://careers.example.com/jobs/${name}`;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  world.pages.put(address('engineer-1'), posting('Data Engineer'));
  world.pages.put(address('mechanic-2'), posting('Mechanic'));
  world.pages.put(address('captain-3'), posting('Captain'));
  world.pages.put(address('all'), LIST);
  world.pages.put('https://bread.example.com/', RECIPE);
});
afterAll(() => world?.close());

/** Looks at what the popup shows in both themes. */
async function look(form: Page): Promise<void> {
  // The pointer keeps a popup open that would close by itself.
  await form.mouse.move(20, 20);
  for (const colorScheme of ['light', 'dark'] as const) {
    await form.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(form), colorScheme).toEqual([]);
  }
  expect(await form.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

/** Opens the popup over `url`, does `work` in it, and closes both. */
async function over(url: string, work: (form: Page) => Promise<void>): Promise<void> {
  const { tab, popup, form } = await capture(world.chromium, url);
  await work(form);
  await popup.release();
  await tab.close();
}

describe('the popup has nothing for axe to complain of', () => {
  it('before there is a server, in the form and once it is saved on this device', () =>
    over(address('engineer-1'), async (form) => {
      await form.getByRole('button', { name: 'Not connected' }).waitFor();
      await look(form);
      await save(form);
      await look(form);
    }));

  it('on a page of several postings, on one that is none, and in the form one fills in there', async () => {
    await over(address('all'), look);
    await over('https://bread.example.com/', async (form) => {
      await look(form);
      await form.getByRole('button', { name: 'Fill in by hand' }).click();
      await form.locator('input[name=title]').waitFor();
      await look(form);
      await form.locator('input[name=title]').fill('');
      await form.locator('input[name=title]').press('Enter');
      await form.locator('[aria-invalid=true]').first().waitFor();
      await look(form);
    });
  });

  it('on a page that the browser lets nobody read', async () => {
    const tab = await world.chromium.context.newPage();
    await tab.goto('chrome://version/');
    const { page: form, release } = await world.chromium.clickToolbar(tab);
    await hasRead(form);
    await look(form);
    await release();
    await tab.close();
  });

  it('in a form that was read: other readings, the text, completed tags, an error and a full disk', async () => {
    const dashboard = await signUp(world.chromium, world.server.url);
    await until('what waited to be sent', async () => (await world.query('select 1 from applications')).length === 1);
    await dashboard.close();
    await over(address('mechanic-2'), async (form) => {
      await form.getByText('You and Fjordline').waitFor();
      await look(form);
      await form.locator('input[name=title]').press('Alt+ArrowDown');
      await form.getByRole('listbox').or(form.getByRole('menu')).first().waitFor();
      await look(form);
      await form.keyboard.press('Escape');
      await form.getByRole('button', { name: /^Description/ }).click();
      await form.getByRole('region').waitFor();
      await form.getByRole('combobox', { name: 'Tags' }).fill('ferries');
      await form.keyboard.press('Enter');
      await form.locator('input[name=salary]').fill('a lot');
      await form.locator('input[name=salary]').press('Enter');
      await form.locator('[aria-invalid=true]').first().waitFor();
      await look(form);
      await form.locator('input[name=salary]').fill('');
      await form.evaluate(() => {
        IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = () => {
          throw new DOMException('The disk is full.', 'QuotaExceededError');
        };
      });
      await form.locator('input[name=title]').press('Enter');
      await form.getByRole('alert').waitFor();
      await look(form);
    });
  });

  it('where the posting is there already, with what its page says now, and once that is taken over', async () => {
    world.pages.put(address('engineer-1'), posting('Data Engineer', 'Fjordline', 650_000));
    await over(address('engineer-1'), async (form) => {
      await form.getByText('Already saved').waitFor();
      await form.getByRole('button', { name: 'Update' }).waitFor();
      await look(form);
      await form.getByRole('button', { name: 'Update' }).click();
      await form.getByRole('heading', { name: 'Updated' }).waitFor();
      await look(form);
    });
  });

  it('for somebody whose session was ended elsewhere', async () => {
    await world.query('update sessions set revoked_at = now()');
    await over(address('captain-3'), async (form) => {
      await save(form);
      await form.getByText('Sign in').first().waitFor();
      await look(form);
    });
    await over(address('captain-3'), look);
  });
});
