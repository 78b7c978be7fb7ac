import type { Site } from './site.ts';

/** Wellfound, formerly AngelList Talent: a posting's page, or its layer over a search or a company. */
export const wellfound: Site = {
  name: 'wellfound',
  hosts: ['*.wellfound.com', '*.angel.co'],
  postingId: ({ pathname, searchParams }) =>
    searchParams.get('job_listing_slug')?.match(/^(\d{4,})/)?.[1] ??
    searchParams.get('job_listing_id')?.match(/^\d{4,}$/)?.[0] ??
    pathname.match(/\/jobs\/(\d{4,})(?:-|\/|$)/)?.[1],
  selectors: {
    title: ['[data-test="JobListing"] h1', '[class*="styles_jobTitle"]'],
    company: ['[data-test="JobListing"] a[href^="/company/"]', 'a[href^="/company/"] h2', 'a[href^="/company/"] h1'],
    description: ['[data-test="JobDescription"]', '#job-description'],
  },
};
