import { selectAll } from '../dom.ts';
import { textOfElement } from '../open-page.ts';
import { uuidIn } from './site-id.ts';
import type { Site, SiteReading } from './site.ts';

const SECTIONS: Record<string, SiteReading['field']> = {
  location: 'location',
  'employment type': 'employmentType',
  'location type': 'workplaceType',
  compensation: 'salary',
};

/** Ashby-hosted boards, and the same postings embedded in an employer's own pages. */
export const ashby: Site = {
  name: 'ashby',
  hosts: ['jobs.ashbyhq.com'],
  postingId: ({ pathname }) => uuidIn(pathname.split('/')[2]),
  embeddedId: ({ searchParams }) => uuidIn(searchParams.get('ashby_jid')),
  selectors: {
    title: ['.ashby-job-posting-heading'],
    description: ['[class*="_descriptionText_"]', '#overview [class*="_description"]'],
  },
  *refine(page) {
    const [, company] = page.documentTitle.match(/ @ ([^@]+)$/) ?? [];
    if (company) yield { field: 'company', raw: company, via: '<title>' };
    for (const heading of selectAll(page.document, '.ashby-job-posting-left-pane h2')) {
      const field = SECTIONS[textOfElement(page, heading).toLowerCase()];
      const body = heading.nextElementSibling;
      if (field && body) yield { field, raw: textOfElement(page, body), via: `.ashby-job-posting-left-pane ${field}` };
    }
  },
};
