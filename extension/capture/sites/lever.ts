import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** Lever-hosted boards, American and European. */
export const lever: Site = {
  name: 'lever',
  hosts: ['jobs.lever.co', 'jobs.eu.lever.co'],
  postingId: ({ pathname }) => uuidIn(pathname.split('/')[2]),
};
