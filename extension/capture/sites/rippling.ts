import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** Rippling's boards. */
export const rippling: Site = {
  name: 'rippling',
  hosts: ['ats.rippling.com', 'ats.us1.rippling.com', 'ats.eu1.rippling.com'],
  postingId: ({ pathname }) => uuidIn(pathname.match(/\/jobs\/([^/]+)/)?.[1]),
};
