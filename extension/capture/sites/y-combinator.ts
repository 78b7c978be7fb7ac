import type { Site } from './site.ts';

/** Y Combinator: Work at a Startup, and the jobs under a company of the directory. */
export const yCombinator: Site = {
  name: 'y-combinator',
  hosts: ['*.workatastartup.com', 'ycombinator.com'],
  postingId: ({ hostname, pathname, searchParams }) => {
    if (hostname.endsWith('workatastartup.com')) {
      return pathname.match(/^\/jobs\/(\d+)(?:\/|$)/)?.[1] ?? searchParams.get('signup_job_id')?.match(/^\d+$/)?.[0];
    }
    return pathname.match(/^\/companies\/([^/]+\/jobs\/[^/-]+)/)?.[1];
  },
  selectors: {
    title: ['h1.ycdc-section-title', '.company-title .job-name', 'h1'],
    company: ['.ycdc-section a[href^="/companies/"] .company-name', '.company-title .company-name'],
    description: ['.prose.job-description', '.job-description'],
  },
};
