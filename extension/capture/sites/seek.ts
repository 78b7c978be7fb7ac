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
};
