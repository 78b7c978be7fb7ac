import { scriptTextOf, selectAll } from '../dom.ts';
import { textOf, textOfElement } from '../open-page.ts';
import type { Site, SiteReading } from './site.ts';

const FACTS: readonly (readonly [string, SiteReading['field']])[] = [
  ['.fa-location-dot', 'location'],
  ['.fa-house-building', 'workplaceType'],
];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const PER_YEAR: Record<string, number> = { hour: 2080, day: 260, week: 52, month: 12 };

/** Built In turns every pay into a year's. The text's own words for it: "$1,000 - $2,200 per month" where a year's least is 12,000. */
function beforeAnnualised(text: string, yearly: number): string | undefined {
  for (const [stated, least = '', period = ''] of text.matchAll(
    /\p{Sc}\s?(\d[\d,.]*)[^\n;]{0,30}?(?:per|an?|\/)\s?(hour|day|week|month)\b/giu,
  )) {
    const sum = Number(least.replace(/,/g, '')) * (PER_YEAR[period.toLowerCase()] ?? Number.NaN);
    if (Math.abs(sum - yearly) <= yearly * 0.1) return stated;
  }
  return undefined;
}

/** Built In and its city sites, which number postings together. */
export const builtIn: Site = {
  name: 'built-in',
  hosts: [
    '*.builtin.com',
    'builtinaustin.com',
    'builtinboston.com',
    'builtinchicago.org',
    'builtincolorado.com',
    'builtinla.com',
    'builtinnyc.com',
    'builtinsf.com',
    'builtinseattle.com',
  ],
  postingId: ({ pathname }) => pathname.match(/^\/job\/(?:.*\/)?(\d{4,})\/?$/)?.[1],
  selectors: {
    title: ['h1.fw-extrabold', 'h1'],
    company: ['a[href^="/company/"] h2', 'a[href^="/company/"]'],
    description: ['[id^="job-post-body-"]'],
  },
  // The data calls every posting full-time, and remote what the header leaves to the applicant.
  distrusts: { 'json-ld': ['employmentType', 'workplaceType'] },
  *refine(page) {
    // Each fact of the header is a row: an icon, then one or two spans, "Hiring Remotely in" before the place itself.
    for (const [icon, field] of FACTS) {
      const row = selectAll(page.document, icon)[0]?.closest('.align-items-start');
      const spans = row ? selectAll(row, 'span').map((span) => textOfElement(page, span)) : [];
      const last = spans.findLast((text) => text !== '');
      // "In-Office or Remote" leaves the choice to the applicant: no one way of working is stated.
      if (last && !(field === 'workplaceType' && / or /.test(last))) yield { field, raw: last, via: icon };
    }
    // The header rounds pay to thousands and drops the currency; the structured data has the amounts as they were given.
    for (const data of selectAll(page.document, 'script[type="application/ld+json"]')) {
      const pay = scriptTextOf(data).match(/"baseSalary":\s*(\{[^{}]*(?:\{[^{}]*\})?[^{}]*\})/)?.[1];
      if (!pay) continue;
      const stated = beforeAnnualised(textOf(page, '[id^="job-post-body-"]'), Number(pay.match(/"minValue":\s*"?([\d.]+)/)?.[1]));
      yield stated ? { field: 'salary', raw: stated, via: 'body' } : { field: 'salary', raw: parseJson(pay), via: 'baseSalary' };
    }
    const [posted] = selectAll(page.document, 'h1 ~ * .fa-clock ~ .font-barlow');
    if (posted) yield { field: 'datePosted', raw: textOfElement(page, posted), via: '.fa-clock' };
  },
};
