import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** JazzHR's boards; its ids mind their case. */
export const jazzHr: Site = {
  name: 'jazz-hr',
  hosts: ['*.applytojob.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/^\/apply\/(?:jobs\/details\/)?([0-9A-Za-z]{8,12})(?:\/|$)/)?.[1]),
};
