import type { Site } from './site.ts';

/** LinkedIn: the public page, the signed-in page, and the search with one posting open beside the list. */
export const linkedin: Site = {
  name: 'linkedin',
  hosts: ['*.linkedin.com'],
  postingId: (url) =>
    url.pathname.match(/\/jobs\/view\/(?:[^/]*-)?(\d{6,})(?:\/|$)/)?.[1] ??
    url.pathname.match(/\/jobs-guest\/jobs\/api\/jobPosting\/(\d{6,})/)?.[1] ??
    url.searchParams.get('currentJobId')?.match(/^\d{6,}$/)?.[0],
};
