import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** JazzHR's boards; its ids mind their case. */
export const jazzHr: Site = {
  name: 'jazz-hr',
  hosts: ['*.applytojob.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/^\/apply\/(?:jobs\/details\/)?([0-9A-Za-z]{8,12})(?:\/|$)/)?.[1]),
  selectors: {
    title: ['.job-header h1', '#resumator-job-title', 'h1.job-title'],
    location: ['#resumator-job-location', '.job-header [title="Location"]'],
    employmentType: ['#resumator-job-employment', '.job-header [title="Type"]'],
    description: ['#job-description', '#resumator-job-description'],
  },
  *refine(page) {
    // `<title>` is "Title - Company - Career Page"; the title may hold a hyphen, so the company is what stands last.
    const [, company] = page.documentTitle.match(/ - ([^-]+) - Career Page$/) ?? [];
    if (company) yield { field: 'company', raw: company, via: '<title>' };
  },
};
