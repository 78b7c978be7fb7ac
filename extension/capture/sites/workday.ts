import type { Site } from './site.ts';

/** The requisition that ends a posting's slug: `Analyst_R-1234` gives `R-1234`. */
function requisitionOf(slug: string): string {
  const tail = slug.slice(slug.lastIndexOf('_') + 1);
  // A short or wordy tail is a piece of the title or of a number that has an underscore itself: then the whole slug tells more.
  return slug.includes('_') && /\d/.test(tail) && tail.length >= 4 ? tail : slug;
}

/** Workday: the tenant is in the host or, on the shared hosts, in the path. */
export const workday: Site = {
  name: 'workday',
  hosts: ['*.myworkdayjobs.com', '*.myworkdaysite.com'],
  postingId: ({ hostname, pathname }) => {
    const path = pathname.replace(/\/(?:apply|login|userHome)(?:\/.*)?$/, '').replace(/\/$/, '');
    const slug = path.match(/\/(?:job|details)\/(?:.*\/)?([^/]+)$/)?.[1];
    const tenant = pathname.match(/\/recruiting\/([^/]+)\//)?.[1]?.toLowerCase() ?? hostname.split('.')[0] ?? '';
    return slug ? `${tenant}/${requisitionOf(slug)}` : null;
  },
  selectors: {
    // The h1 is the career site's slogan; an alert for screen readers repeats the title with "page is loaded".
    title: ['[data-automation-id="jobPostingHeader"]'],
    location: ['[data-automation-id="locations"] dd'],
    employmentType: ['[data-automation-id="time"] dd'],
    workplaceType: ['[data-automation-id="remoteType"] dd'],
    datePosted: ['[data-automation-id="postedOn"] dd'],
    description: ['[data-automation-id="jobPostingDescription"]'],
  },
};
