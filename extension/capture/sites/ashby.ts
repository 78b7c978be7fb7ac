import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** Ashby-hosted boards, and the same postings embedded in an employer's own pages. */
export const ashby: Site = {
  name: 'ashby',
  hosts: ['jobs.ashbyhq.com'],
  postingId: ({ pathname }) => uuidIn(pathname.split('/')[2]),
  embeddedId: ({ searchParams }) => uuidIn(searchParams.get('ashby_jid')),
};
