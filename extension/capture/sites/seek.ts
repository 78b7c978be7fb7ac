import { textOf } from '../open-page.ts';
import type { Site } from './site.ts';

/** SEEK and the Asian boards of the same house, which share its markup. */
export const seek: Site = {
  name: 'seek',
  hosts: ['*.seek.*', '*.jobstreet.*', '*.jobsdb.*'],
  postingId: ({ hostname, pathname, searchParams }) => {
    const id = pathname.match(/\/job\/(\d{6,})(?:\/|$)/)?.[1] ?? searchParams.get('jobId')?.match(/^\d{6,}$/)?.[0];
    if (!id || /(?:^|\.)seek\./.test(hostname)) return id;
    return `${hostname.replace(/^www\./, '')}/${id}`;
  },
  pane: ['[data-automation="splitViewJobDetailsWrapper"]'],
  selectors: {
    title: ['[data-automation="job-detail-title"]'],
    company: ['[data-automation="advertiser-name"]', '[data-automation="job-detail-advertiser"]'],
    workplaceType: ['[data-automation="job-detail-location"]'],
    employmentType: ['[data-automation="job-detail-work-type"]'],
    salary: ['[data-automation="job-detail-salary"]'],
    datePosted: ['[data-automation="job-detail-date"]'],
    description: ['[data-automation="jobAdDetails"]'],
  },
  *refine(page) {
    const place = textOf(page, '[data-automation="job-detail-location"]').replace(/\s*\((?:hybrid|remote|on-?site)\)$/i, '');
    if (place) yield { field: 'location', raw: place, via: '[data-automation="job-detail-location"]' };
  },
};
