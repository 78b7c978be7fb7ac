import { selectAll } from '../dom.ts';
import { textOfElement } from '../page.ts';
import type { Site, SiteReading } from './site.ts';

const FACTS: readonly (readonly [string, SiteReading['field']])[] = [
  ['.fa-location-dot', 'location'],
  ['.fa-house-building', 'workplaceType'],
  ['.fa-sack-dollar', 'salary'],
  ['.fa-clock', 'datePosted'],
];

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
    // Each fact of the header is a line behind an icon; the header comes twice, for phones and for desks.
    for (const [icon, field] of FACTS) {
      const fact = selectAll(page.document, `h1 ~ * ${icon}, .bg-white ${icon}`)[0]?.closest('.d-flex');
      if (fact) yield { field, raw: textOfElement(page, fact), via: icon };
    }
  },
};
