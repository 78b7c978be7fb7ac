import type { Site } from './site.ts';

/** Greenhouse-hosted boards, classic and 2024 markup, and the same postings embedded in an employer's own pages. */
export const greenhouse: Site = {
  name: 'greenhouse',
  hosts: ['*.greenhouse.io'],
  postingId: (url) => url.pathname.match(/\/jobs\/(\d+)/)?.[1] ?? url.searchParams.get('token')?.match(/^\d+$/)?.[0],
  embeddedId: (url) => url.searchParams.get('gh_jid')?.match(/^\d+$/)?.[0],
};
