import type { Site } from './site.ts';

/** Built In and its city sites, which number postings together. */
export const builtIn: Site = {
  name: 'built-in',
  hosts: [
    '*.builtin.com',
    'builtinaustin.com',
    'builtinboston.com',
    'builtinchicago.org',
    'builtincolorado.com',
    'builtinla.com',
    'builtinnyc.com',
    'builtinsf.com',
    'builtinseattle.com',
  ],
  postingId: ({ pathname }) => pathname.match(/^\/job\/(?:.*\/)?(\d{4,})\/?$/)?.[1],
};
