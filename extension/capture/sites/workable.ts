import { attributeOf, selectAll } from '../dom.ts';
import { textOfElement } from '../open-page.ts';
import type { Site } from './site.ts';

/** Workable: employers' boards, their older subdomains, and Workable's own search. */
export const workable: Site = {
  name: 'workable',
  hosts: ['*.workable.com'],
  postingId: ({ hostname, pathname }) =>
    pathname.match(/\/j\/([0-9A-Z]{8,})/i)?.[1]?.toUpperCase() ??
    (hostname.startsWith('jobs.') ? pathname.match(/^\/view\/([\w-]{8,})/)?.[1] : pathname.match(/^\/jobs\/(\d{4,})/)?.[1]),
  selectors: {
    title: ['[data-ui="job-title"]'],
    employmentType: ['[data-ui="job-type"]'],
    workplaceType: ['[data-ui="job-workplace"]'],
    description: ['[data-ui="job-description"]', '[data-ui="job-breakdown"]'],
  },
  *refine(page) {
    // City, region and country are spans that touch; only the last one lacks its comma.
    const places = selectAll(page.document, '[data-ui="job-location"] span').filter((span) => !span.firstElementChild);
    if (places.length > 0)
      yield { field: 'location', raw: places.map((span) => textOfElement(page, span)).join(' '), via: '[data-ui="job-location"]' };
    for (const logo of selectAll(page.document, '[data-ui="company-logo"] img[alt]').slice(0, 1)) {
      yield { field: 'company', raw: attributeOf(logo, 'alt'), via: '[data-ui="company-logo"]' };
    }
  },
};
