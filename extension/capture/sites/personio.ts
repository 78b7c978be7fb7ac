import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** Personio: the same postings under .de and .com. */
export const personio: Site = {
  name: 'personio',
  hosts: ['*.jobs.personio.de', '*.jobs.personio.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/^\/(?:[a-z]{2}\/)?job\/(\d+)(?:\/|$)/)?.[1]),
};
