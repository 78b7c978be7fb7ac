import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** Dice: postings by UUID, and the older addresses with the employer's code and number. */
export const dice: Site = {
  name: 'dice',
  hosts: ['*.dice.com'],
  postingId: ({ pathname }) =>
    uuidIn(pathname.match(/\/(?:job-detail|job-applications|apply)\/([^/]+)/)?.[1]) ??
    pathname.match(/\/jobs\/detail\/[^/]+\/([^/]+\/[^/]+)\/?$/)?.[1],
};
