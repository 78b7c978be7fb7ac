import type { Site } from './site.ts';

/** Jobs.cz: plain pages, pages in an employer's colours, and employers' own subdomains. */
export const jobsCz: Site = {
  name: 'jobs-cz',
  hosts: ['*.jobs.cz'],
  postingId: ({ pathname, searchParams }) =>
    pathname.match(/\/(?:rpd|pd|odpoved)\/(\d{6,})/)?.[1] ??
    pathname.match(/\/fp\/[^/]+\/(\d{6,})/)?.[1] ??
    (searchParams.get('r') === 'detail' ? searchParams.get('id')?.match(/^\d{6,}$/)?.[0] : null),
};
