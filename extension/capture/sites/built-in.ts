import { scriptTextOf, selectAll } from '../dom.ts';
import { textOfElement } from '../page.ts';
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
      if (pay) yield { field: 'salary', raw: parseJson(pay), via: 'baseSalary' };
    }
    const [posted] = selectAll(page.document, 'h1 ~ * .fa-clock ~ .font-barlow');
    if (posted) yield { field: 'datePosted', raw: textOfElement(page, posted), via: '.fa-clock' };
  },
};
