import type { Site } from './site.ts';

/** StepStone in every country; each numbers its own postings. */
export const stepstone: Site = {
  name: 'stepstone',
  hosts: ['*.stepstone.*'],
  postingId: ({ hostname, pathname, searchParams }) => {
    const id =
      (pathname.includes('--') ? pathname.match(/-(\d{5,20})(?:-inline)?(?:\.html)?\/?$/)?.[1] : null) ??
      pathname.match(/^\/job\/[^/]+\/(?:[^/]*-)?(\d{5,20})$/)?.[1] ??
      searchParams.get('offerId')?.match(/^\d{5,}$/)?.[0];
    return id ? `${hostname.split('.').at(-1) ?? ''}-${id}` : null;
  },
  // What others earn in such a job.
  distrusts: { 'json-ld': ['salary'] },
  beside: ['[data-at*="salary"]:not([data-at="metadata-salary"])', '[data-at="similar-jobs"]'],
  selectors: {
    title: ['[data-at="header-job-title"]'],
    company: ['[data-at="metadata-company-name"]', '[data-at="header-company-name"]'],
    location: ['[data-at="metadata-location"]'],
    employmentType: ['[data-at="metadata-work-type"]', '[data-at="metadata-contract-type"]'],
    workplaceType: ['[data-at="metadata-work-type"]'],
    salary: ['[data-at="metadata-salary"]'],
    datePosted: ['[data-at="metadata-online-date"]'],
    description: ['[data-at="job-ad-content"]'],
  },
};
