import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** Dice: postings by UUID, and the older addresses with the employer's code and number. */
export const dice: Site = {
  name: 'dice',
  hosts: ['*.dice.com'],
  postingId: ({ pathname }) =>
    uuidIn(pathname.match(/\/(?:job-detail|job-applications|apply)\/([^/]+)/)?.[1]) ??
    pathname.match(/\/jobs\/detail\/[^/]+\/([^/]+\/[^/]+)\/?$/)?.[1],
  selectors: {
    title: ['[data-cy="jobTitle"]', 'h1.jobTitle', '[data-testid="job-detail-header-card"] h1'],
    company: [
      '[data-cy="companyNameLink"]',
      '[data-cy="companyNameNoLink"]',
      '[data-testid="job-detail-header-card"] a[href*="/company-profile"]',
    ],
    location: ['[data-cy="location"]', '[data-cy="locationDetails"]'],
    salary: ['[data-cy="payDetails"]', '#payChip'],
    employmentType: ['[data-cy="employmentDetails"]', '[id^="employmentDetailChip"]'],
    description: ['#jobDescriptionHtml', '[data-testid="jobDescriptionHtml"]', '[data-testid="jobDescription"]', '#jobDescription'],
  },
};
