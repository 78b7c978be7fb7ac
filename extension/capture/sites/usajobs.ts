import type { Site } from './site.ts';

/** USAJOBS: the control number of an announcement. */
export const usajobs: Site = {
  name: 'usajobs',
  hosts: ['*.usajobs.gov'],
  postingId: ({ pathname }) =>
    pathname.match(/\/(?:job|getjob\/viewdetails|job\/viewdetails|applicant\/application\/start)\/(\d{6,})/i)?.[1],
  selectors: {
    title: ['.usajobs-joa-banner__title', '#job-title'],
    // The agency hires; the department above it does so only where none is named.
    company: ['.usajobs-joa-banner__agency', '.usajobs-joa-banner__dept', '#agency-name'],
    location: ['.usajobs-joa-locations__city', '.usajobs-joa-locations__body'],
    salary: ['.usajobs-joa-summary__salary', '#salary-range'],
    description: ['#joa-summary', '#summary', '#duties'],
  },
};
