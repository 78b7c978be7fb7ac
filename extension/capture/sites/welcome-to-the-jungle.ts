import { attributeOf, selectAll } from '../dom.ts';
import { textOfElement } from '../open-page.ts';
import type { Site, SiteReading } from './site.ts';

const FACTS: Record<string, SiteReading['field']> = {
  contract: 'employmentType',
  location: 'location',
  salary: 'salary',
  remote: 'workplaceType',
};

/** Welcome to the Jungle: companies' pages in any language, and the board that was Otta. */
export const welcomeToTheJungle: Site = {
  name: 'welcome-to-the-jungle',
  hosts: ['*.welcometothejungle.com'],
  postingId: ({ hostname, pathname }) => {
    const [, company, slug] = pathname.match(/\/companies\/([^/]+)\/jobs\/([^/]+)/) ?? [];
    if (company && slug) return `${company}/${slug}`;
    return hostname.startsWith('app.') ? pathname.match(/^\/jobs\/([\w-]{6,})/)?.[1] : null;
  },
  selectors: {
    title: ['[data-testid="job-metadata-block"] h2'],
    company: ['[data-testid="job-metadata-block"] a[href*="/companies/"]'],
    description: ['[data-testid="job-section-description"]'],
  },
  *refine(page) {
    // Facts are told apart by their icon alone: its name stands in `name` or, since 2024, in `alt`.
    for (const icon of selectAll(
      page.document,
      '[data-testid="job-metadata-block"] i[name], [data-testid="job-metadata-block"] svg[alt]',
    )) {
      const field = FACTS[(attributeOf(icon, 'name') ?? attributeOf(icon, 'alt') ?? '').toLowerCase()];
      const fact = icon.parentElement;
      if (field && fact) yield { field, raw: textOfElement(page, fact), via: `icon of ${field}` };
    }
  },
};
