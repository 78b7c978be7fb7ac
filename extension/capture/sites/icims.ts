import { textOf } from '../open-page.ts';
import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** iCIMS: each portal (`careers-acme`) numbers its own postings. */
export const icims: Site = {
  name: 'icims',
  hosts: ['*.icims.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/\/jobs\/(\d+)(?:\/|$)/)?.[1]),
  selectors: {
    title: ['.iCIMS_Header', 'h1.iCIMS_Header'],
    description: ['.iCIMS_JobContent .iCIMS_Expandable_Text', '.iCIMS_JobContent'],
  },
  *refine(page) {
    // A label for screen readers stands in the same box as its value.
    const place = textOf(page, '.iCIMS_JobContent .header.left, .iCIMS_JobHeaderTag').replace(/^(?:Job )?Locations?:?\s*/i, '');
    if (place) yield { field: 'location', raw: place.replace(/^([A-Z]{2})-([A-Z]{2})-(.+)$/, '$3, $2, $1'), via: 'Job Locations' };
  },
};
