import { textOf } from '../open-page.ts';
import { uuidIn } from './site-id.ts';
import type { Site, SiteReading } from './site.ts';

const CATEGORIES: readonly (readonly [SiteReading['field'], string])[] = [
  ['location', '.posting-categories .location, .posting-categories .sort-by-time'],
  ['employmentType', '.posting-categories .commitment, .posting-categories .sort-by-commitment'],
  ['workplaceType', '.posting-categories .sort-by-time:last-child'],
];

/** Lever-hosted boards, American and European. */
export const lever: Site = {
  name: 'lever',
  hosts: ['jobs.lever.co', 'jobs.eu.lever.co'],
  postingId: ({ pathname }) => uuidIn(pathname.split('/')[2]),
  selectors: {
    title: ['.posting-headline h2', '.posting-header h2'],
    description: ['[data-qa="job-description"]'],
    workplaceType: ['.posting-categories .workplaceTypes'],
  },
  *refine(page) {
    // The application tab has other classes than the posting's: there categories are told by their order and their slashes.
    for (const [field, selector] of CATEGORIES) {
      const raw = textOf(page, selector).replace(/\s*\/$/, '');
      if (raw) yield { field, raw, via: selector };
    }
    // `<title>` is "Company - Title" and both may hold a hyphen: what the heading says is taken off the end.
    const title = textOf(page, '.posting-headline h2, .posting-header h2');
    const { documentTitle } = page;
    const company = title && documentTitle.endsWith(` - ${title}`) ? documentTitle.slice(0, -title.length - 3) : '';
    if (company) yield { field: 'company', raw: company, via: '<title>' };
  },
};
