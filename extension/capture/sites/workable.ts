import type { Site } from './site.ts';

/** Workable: employers' boards, their older subdomains, and Workable's own search. */
export const workable: Site = {
  name: 'workable',
  hosts: ['*.workable.com'],
  postingId: ({ hostname, pathname }) =>
    pathname.match(/\/j\/([0-9A-Z]{8,})/i)?.[1]?.toUpperCase() ??
    (hostname.startsWith('jobs.') ? pathname.match(/^\/view\/([\w-]{8,})/)?.[1] : pathname.match(/^\/jobs\/(\d{4,})/)?.[1]),
};
