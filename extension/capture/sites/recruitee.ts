import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** Recruitee: `/o/slug`, with a language before it and the application form behind it. */
export const recruitee: Site = {
  name: 'recruitee',
  hosts: ['*.recruitee.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/^(?:\/l)?(?:\/[a-z]{2}(?:-[A-Za-z]{2})?)?\/o\/([^/]+)/)?.[1]),
};
