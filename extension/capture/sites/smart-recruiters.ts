import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** SmartRecruiters: postings by number, and the application form by UUID. */
export const smartRecruiters: Site = {
  name: 'smart-recruiters',
  hosts: ['*.smartrecruiters.com'],
  postingId: ({ pathname }) =>
    pathname.match(/^\/(?:ni\/)?[^/]+\/(\d{9,})(?:-|\/|$)/)?.[1] ?? uuidIn(pathname.match(/\/(?:publication|ni\/[^/]+)\/([^/]+)/)?.[1]),
};
