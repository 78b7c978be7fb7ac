import { attributeOf, selectAll } from '../dom.ts';
import type { Site } from './site.ts';

/** XING's job pages. */
export const xing: Site = {
  name: 'xing',
  hosts: ['*.xing.com'],
  postingId: ({ pathname, searchParams }) => {
    if (pathname.startsWith('/jobs/search')) return searchParams.get('id')?.match(/^(\d{6,})(?:\.|$)/)?.[1];
    return pathname.match(/^\/jobs\/[^/]*?-(\d{6,})(?:\/|$)/)?.[1];
  },
  selectors: {
    title: ['[data-testid="job-details-title"] h1', '[data-testid="job-details-title"]'],
    company: ['[data-testid="job-details-company-info-name"]'],
    description: ['[data-testid="expandable-content"]'],
  },
  *refine(page) {
    for (const time of selectAll(page.document, '[data-testid="job-details-published-date"] time[datetime]').slice(0, 1)) {
      yield { field: 'datePosted', raw: attributeOf(time, 'datetime'), via: '[data-testid="job-details-published-date"]' };
    }
  },
};
