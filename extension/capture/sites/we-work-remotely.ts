import type { Site } from './site.ts';

const LISTS = new Set(['new', 'search', 'categories', 'listings', 'company', 'all']);

/** We Work Remotely: the slug is the posting's only name. */
export const weWorkRemotely: Site = {
  name: 'we-work-remotely',
  hosts: ['*.weworkremotely.com'],
  postingId: ({ pathname }) => {
    const slug = pathname.match(/^\/(?:remote-jobs|listings)\/([^/]+)\/?$/)?.[1];
    return slug && slug.includes('-') && !LISTS.has(slug) ? slug : null;
  },
};
