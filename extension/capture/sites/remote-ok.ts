import type { Site } from './site.ts';

/** Remote OK: the number stands at either end of the slug, by the page's age. */
export const remoteOk: Site = {
  name: 'remote-ok',
  hosts: ['*.remoteok.com', '*.remoteok.io'],
  postingId: ({ pathname }) =>
    pathname.match(/^\/(?:remote-jobs|l)\/(?:[^/]*-)?(\d{4,})\/?$/)?.[1] ?? pathname.match(/^\/(?:remote-jobs|l)\/(\d{4,})-/)?.[1],
};
