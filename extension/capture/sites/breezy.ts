import type { Site } from './site.ts';

/** Breezy HR's boards. */
export const breezy: Site = {
  name: 'breezy',
  hosts: ['*.breezy.hr'],
  postingId: ({ pathname }) => pathname.match(/\/p\/([0-9a-f]{12})(?:-|\/|$)/)?.[1],
  selectors: {
    // An earlier h1, hidden until then, says "Application Submitted".
    title: ['.banner h1'],
    location: ['.banner .meta .location', '.position .location'],
    employmentType: ['.banner .meta .type'],
    salary: ['.banner .meta .salary-range'],
    description: ['.description'],
  },
};
