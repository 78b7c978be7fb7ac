import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** Oracle Recruiting Cloud: each customer's host numbers its own requisitions. */
export const oracleHcm: Site = {
  name: 'oracle-hcm',
  hosts: ['*.oraclecloud.com'],
  postingId: (url) =>
    underTenant(
      url,
      url.pathname.match(/\/CandidateExperience\/.*?\/(?:job|(?:requisitions|jobs)\/(?:preview|job))\/([\w-]*\d[\w-]*)/i)?.[1],
    ),
  selectors: {
    title: ['.job-details__title'],
    location: ['.job-meta__locations', '.job-details__subtitle'],
    description: ['.job-details__description-content'],
  },
};
