import type { Site } from './site.ts';

/** Remote OK: the number stands at either end of the slug, by the page's age. */
export const remoteOk: Site = {
  name: 'remote-ok',
  hosts: ['*.remoteok.com', '*.remoteok.io'],
  postingId: ({ pathname }) =>
    pathname.match(/^\/(?:remote-jobs|l)\/(?:[^/]*-)?(\d{4,})\/?$/)?.[1] ?? pathname.match(/^\/(?:remote-jobs|l)\/(\d{4,})-/)?.[1],
  // Where an employer states no pay, the board makes some up for search engines.
  distrusts: { 'json-ld': ['salary'], microdata: ['salary'] },
  selectors: {
    title: ['tr.job.active h2[itemprop="title"]', 'tr.job.active h2'],
    company: ['tr.job.active h3[itemprop="name"]', 'tr.job.active .companyLink h3'],
    location: ['tr.job.active .location:not(.tooltip)'],
    description: ['.expandContents .description .markdown', '.expandContents .description'],
  },
};
