import { scriptTextOf, selectAll } from '../dom.ts';
import { textOf } from '../open-page.ts';
import type { Site } from './site.ts';

/** The requisition that ends a posting's slug: `Analyst_R-1234` gives `R-1234`. */
function requisitionOf(slug: string): string {
  const tail = slug.slice(slug.lastIndexOf('_') + 1);
  // A short or wordy tail is a piece of the title or of a number that has an underscore itself: then the whole slug tells more.
  return slug.includes('_') && /\d/.test(tail) && tail.length >= 4 ? tail : slug;
}

const tenantOf = ({ hostname, pathname }: URL): string =>
  pathname.match(/\/recruiting\/([^/]+)\//)?.[1]?.toLowerCase() ?? hostname.split('.')[0] ?? '';

/** A tenant's name as people write it: the words of a text that make it up, `medtronic` in "MED Medtronic Inc". */
function writtenOut(tenant: string, text: string): string | undefined {
  if (tenant.length < 3) return undefined;
  const letters = [...tenant].map((letter) => letter.replace(/[^a-z0-9]/, '\\W')).join("[\\s&.'-]{0,2}");
  return text.match(new RegExp(`(?<![\\w.@/-])${letters}(?![\\w@-]|\\.[a-z])`, 'i'))?.[0];
}

/** Workday: the tenant is in the host or, on the shared hosts, in the path. */
export const workday: Site = {
  name: 'workday',
  hosts: ['*.myworkdayjobs.com', '*.myworkdaysite.com'],
  postingId: (url) => {
    const path = url.pathname.replace(/\/(?:apply|login|userHome)(?:\/.*)?$/, '').replace(/\/$/, '');
    const slug = path.match(/\/(?:job|details)\/(?:.*\/)?([^/]+)$/)?.[1];
    return slug ? `${tenantOf(url)}/${requisitionOf(slug)}` : null;
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
  *refine(page) {
    // The structured data names a legal entity ("Acme Canada Co.") or nothing; the tenant is the name that people apply to.
    const tenant = tenantOf(page.url);
    const data = selectAll(page.document, 'script[type="application/ld+json"]').map(scriptTextOf);
    for (const text of [
      ...data,
      textOf(page, '[data-automation-id="jobPostingDescription"]'),
      textOf(page, '[data-automation-id="headerTitle"]'),
    ]) {
      const company = writtenOut(tenant, text);
      if (company) return yield { field: 'company', raw: company, via: `tenant ${tenant}` };
    }
  },
};
