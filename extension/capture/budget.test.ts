import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { createBudget, untilSpent, type Budget } from './budget.ts';
import { captureCopy, capturePage } from './capture-page.ts';
import { copyPage } from './page-copy.ts';

const AT = new Date('2026-11-22T12:00:00.000Z');
const URL_SHOWN = new URL('https://jobs.example/posting/4711');
const times = (count: number, part: (n: number) => string): string => Array.from({ length: count }, (_, n) => part(n)).join('');

const page = (body: string) =>
  parseHTML(`<!doctype html><html lang="en"><head><title>Lamp Keeper - Skerry Lights</title></head><body><main><h1>Lamp Keeper</h1>
    <p>Skerry Lights, Oban</p><p>Location: Oban</p><h2>Responsibilities</h2><p>You keep the lamp lit and the log honest, and you like storms.</p>${body}</main></body></html>`)
    .document;

/** Pages on which each walker has thousands of things to look at. */
const HUGE: Record<string, () => Document> = {
  paragraphs: () => page(times(4000, (n) => `<p>${n} we keep lamps and like storms and paperwork</p>`)),
  headings: () => page(times(4000, (n) => `<h2>Lamp Engineer ${n}</h2>`)),
  labels: () => page(times(3000, (n) => `<dl><dt>Location</dt><dd>Oban ${n}</dd></dl>`)),
  'cards of a list': () => page(times(3000, (n) => `<li><a href="/jobs/${n}">Lamp Engineer ${n}</a></li>`)),
  'microdata items': () =>
    page(times(1000, (n) => `<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Keeper ${n}</b></div>`)),
  'cookie notices': () => page(times(3000, () => '<div><p>We use cookies</p></div>')),
  'blocks of JSON-LD': () =>
    page(times(2000, (n) => `<script type="application/ld+json">{"@type":"JobPosting","title":"Keeper ${n}"}</script>`)),
};

/** A budget that is spent from the `limit`th question on, and counts what is asked. */
function countedBudget(limit: number): Budget & { asked: number } {
  const budget = {
    asked: 0,
    isSpent: () => (budget.asked += 1) > limit,
    leftMs: () => (budget.asked > limit ? 0 : 1000),
  };
  return budget;
}

describe('a budget', () => {
  it('is spent once its time is over, and for ever', () => {
    let now = 0;
    const budget = createBudget(1500, () => now);
    expect([budget.leftMs(), Array.from({ length: 40 }, budget.isSpent).includes(true)]).toEqual([1500, false]);
    now = 1501;
    expect([budget.leftMs(), Array.from({ length: 40 }, budget.isSpent).includes(true)]).toEqual([0, true]);
    now = 0;
    expect(budget.isSpent()).toBe(true);
  });

  it('looks at the clock in one of sixteen questions', () => {
    let looks = 0;
    const budget = createBudget(1500, () => (looks += 1));
    for (let asked = 0; asked < 1600; asked += 1) budget.isSpent();
    expect(looks).toBeLessThanOrEqual(101);
  });

  it('ends a walk where it is spent', () => expect([...untilSpent([1, 2, 3, 4, 5], countedBudget(3))]).toEqual([1, 2, 3]));
});

describe.each(Object.entries(HUGE))('a page of thousands of %s', (_name, build) => {
  const document = build();
  const whole = countedBudget(Number.POSITIVE_INFINITY);
  capturePage({ document, url: URL_SHOWN, capturedAt: AT }, { budget: whole });

  it('asks for the time many times a line', () => expect(whole.asked).toBeGreaterThan(3000));

  // A moment in every step: from the first look at the document to the last at the findings.
  it.each(Array.from({ length: 12 }, (_, part) => part / 12))(
    'ends every walk at its next question, where the time is over after %f of the work',
    (part) => {
      const budget = countedBudget(Math.floor(whole.asked * part));
      const capture = capturePage({ document, url: URL_SHOWN, capturedAt: AT }, { budget });
      expect(capture.incomplete).toBe(true);
      // Each walk that is left asks once or twice, however long it would have been.
      expect(budget.asked - whole.asked * part).toBeLessThan(400);
    },
  );
});

describe('what was found before the time was over', () => {
  it('is answered: the heading and a label, though the text under them has no end', () => {
    const copy = copyPage(HUGE['paragraphs']?.() ?? page(''), URL_SHOWN, countedBudget(900));
    const capture = captureCopy(copy, { budget: countedBudget(Number.POSITIVE_INFINITY), capturedAt: AT });
    expect(capture).toMatchObject({ incomplete: true, draft: { title: [{ value: 'Lamp Keeper' }], location: [{ value: 'Oban' }] } });
  });

  it.each(Object.keys(HUGE))('is the title at least, though no time is left for reading: %s', (name) => {
    const copy = copyPage(HUGE[name]?.() ?? page(''), URL_SHOWN, countedBudget(900));
    const capture = captureCopy(copy, { budget: countedBudget(0), capturedAt: AT });
    expect(capture).toMatchObject({ incomplete: true, draft: { title: [{ value: 'Lamp Keeper' }] } });
  });

  it('is limited in size, however fast the machine is: one line of ten megabytes, a hundred thousand lines', () => {
    const budget = countedBudget(Number.POSITIVE_INFINITY);
    for (const body of [`<p>${'word '.repeat(2_000_000)}</p>`, times(100_000, (n) => `<p>${n}</p>`)])
      expect(capturePage({ document: page(body), url: URL_SHOWN, capturedAt: AT }, { budget })).toMatchObject({
        incomplete: true,
        draft: { title: [{ value: 'Lamp Keeper' }] },
      });
  });
});
