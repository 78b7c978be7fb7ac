import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** Teamtailor, on its own hosts or behind an employer's. */
export const teamtailor: Site = {
  name: 'teamtailor',
  hosts: ['*.teamtailor.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/^\/(?:[a-z]{2}(?:-[A-Za-z]{2})?\/)?jobs\/(\d+)(?:-|\/|$)/)?.[1]),
};
