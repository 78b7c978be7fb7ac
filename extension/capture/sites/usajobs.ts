import type { Site } from './site.ts';

/** USAJOBS: the control number of an announcement. */
export const usajobs: Site = {
  name: 'usajobs',
  hosts: ['*.usajobs.gov'],
  postingId: ({ pathname }) =>
    pathname.match(/\/(?:job|getjob\/viewdetails|job\/viewdetails|applicant\/application\/start)\/(\d{6,})/i)?.[1],
};
