import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** BambooHR: each employer's subdomain numbers its own postings. */
export const bambooHr: Site = {
  name: 'bamboo-hr',
  hosts: ['*.bamboohr.com'],
  postingId: (url) =>
    underTenant(
      url,
      /^\/jobs\/(?:view|embed2?)\.php$/.test(url.pathname)
        ? url.searchParams.get('id')?.match(/^\d+$/)?.[0]
        : url.pathname.match(/^\/(?:careers|jobs|hiring\/jobs)\/(\d+)(?:\/|$)/)?.[1],
    ),
};
