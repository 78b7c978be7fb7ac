import type { Site } from './site.ts';

/** Breezy HR's boards. */
export const breezy: Site = {
  name: 'breezy',
  hosts: ['*.breezy.hr'],
  postingId: ({ pathname }) => pathname.match(/\/p\/([0-9a-f]{12})(?:-|\/|$)/)?.[1],
};
