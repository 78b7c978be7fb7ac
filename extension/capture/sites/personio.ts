import { selectAll } from '../dom.ts';
import { textOfElement } from '../open-page.ts';
import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** Personio: the same postings under .de and .com. */
export const personio: Site = {
  name: 'personio',
  hosts: ['*.jobs.personio.de', '*.jobs.personio.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/^\/(?:[a-z]{2}\/)?job\/(\d+)(?:\/|$)/)?.[1]),
  selectors: {
    title: ['.jb-title', '.job-header h1', '.detail-title'],
    location: ['[class*="TruncatedLocations_locationText"]', '[class*="jobMetaItemLocation"]'],
    description: ['.jb-description', '.detail-content', '[class*="JobDescription"]'],
  },
  *refine(page) {
    const [, company] = page.documentTitle.match(/ \| (?:Jobs? (?:bei|at|chez|en|bij|w|presso) )(.+)$/i) ?? [];
    if (company) yield { field: 'company', raw: company, via: '<title>' };
    // Place, hours and contract are three unlabelled facts side by side; each field takes what it understands.
    for (const fact of selectAll(page.document, '[class*="jobMetaItem"]:not([class*="Location"])')) {
      yield { field: 'employmentType', raw: textOfElement(page, fact), via: '.jb-attribute' };
    }
  },
};
