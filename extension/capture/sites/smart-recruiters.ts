import { attributeOf, selectAll } from '../dom.ts';
import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** SmartRecruiters: postings by number, and the application form by UUID. */
export const smartRecruiters: Site = {
  name: 'smart-recruiters',
  hosts: ['*.smartrecruiters.com'],
  postingId: ({ pathname }) =>
    pathname.match(/^\/(?:ni\/)?[^/]+\/(\d{9,})(?:-|\/|$)/)?.[1] ?? uuidIn(pathname.match(/\/(?:publication|ni\/[^/]+)\/([^/]+)/)?.[1]),
  selectors: {
    title: ['h1.job-title', '[itemprop="title"]'],
    employmentType: ['[itemprop="employmentType"]'],
    description: ['.job-sections', '[itemprop="description"]'],
  },
  *refine(page) {
    // A custom element draws place and workplace from its attributes into a shadow tree, which a reader of text never sees.
    for (const place of selectAll(page.document, 'spl-job-location').slice(0, 1)) {
      yield {
        field: 'location',
        raw: attributeOf(place, 'formattedaddress') ?? attributeOf(place, 'formattedAddress'),
        via: 'spl-job-location',
      };
      yield {
        field: 'workplaceType',
        raw: attributeOf(place, 'workplacetype') ?? attributeOf(place, 'workplaceType'),
        via: 'spl-job-location',
      };
    }
    for (const name of selectAll(page.document, '[itemprop="hiringOrganization"] meta[itemprop="name"]').slice(0, 1)) {
      yield { field: 'company', raw: attributeOf(name, 'content'), via: 'hiringOrganization' };
    }
  },
};
