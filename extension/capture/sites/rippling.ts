import { selectAll } from '../dom.ts';
import { textOfElement } from '../open-page.ts';
import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** Rippling's boards. */
export const rippling: Site = {
  name: 'rippling',
  hosts: ['ats.rippling.com', 'ats.us1.rippling.com', 'ats.eu1.rippling.com'],
  postingId: ({ pathname }) => uuidIn(pathname.match(/\/jobs\/([^/]+)/)?.[1]),
  selectors: {
    company: ['[data-testid="breadcrumb"] li:first-child a'],
    description: ['.ATS_htmlPreview'],
  },
  *refine(page) {
    const place = selectAll(page.document, '[data-icon="LOCATION_OUTLINE"]')[0]?.nextElementSibling;
    if (place) yield { field: 'location', raw: textOfElement(page, place), via: '[data-icon="LOCATION_OUTLINE"]' };
  },
};
