import type { Site } from './site.ts';

/** XING's job pages. */
export const xing: Site = {
  name: 'xing',
  hosts: ['*.xing.com'],
  postingId: ({ pathname, searchParams }) => {
    if (pathname.startsWith('/jobs/search')) return searchParams.get('id')?.match(/^(\d{6,})(?:\.|$)/)?.[1];
    return pathname.match(/^\/jobs\/[^/]*?-(\d{6,})(?:\/|$)/)?.[1];
  },
};
