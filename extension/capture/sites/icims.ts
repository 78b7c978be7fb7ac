import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** iCIMS: each portal (`careers-acme`) numbers its own postings. */
export const icims: Site = {
  name: 'icims',
  hosts: ['*.icims.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/\/jobs\/(\d+)(?:\/|$)/)?.[1]),
};
