import { attributeOf, selectAll } from '../dom.ts';
import { textOfElement } from '../open-page.ts';
import type { Site, SiteReading } from './site.ts';

const LINES: Record<string, SiteReading['field']> = {
  region: 'location',
  country: 'location',
  'job type': 'employmentType',
  salary: 'salary',
  'posted on': 'datePosted',
  'apply before': 'validThrough',
};
const LISTS = new Set(['new', 'search', 'categories', 'listings', 'company', 'all']);

/** We Work Remotely: the slug is the posting's only name. */
export const weWorkRemotely: Site = {
  name: 'we-work-remotely',
  hosts: ['*.weworkremotely.com'],
  postingId: ({ pathname }) => {
    const slug = pathname.match(/^\/(?:remote-jobs|listings)\/([^/]+)\/?$/)?.[1];
    return slug && slug.includes('-') && !LISTS.has(slug) ? slug : null;
  },
  selectors: {
    title: ['.lis-container__header__hero__company-info__title', '.listing-header-container h1'],
    company: ['.lis-container__job__sidebar__companyDetails__info__title h3', '.company-card h2 a', '#mobile-company a'],
    description: ['.lis-container__job__content__description', '#job-listing-show-container'],
  },
  *refine(page) {
    // The structured data's place is the company's seat; where one may work from is a tag of the header or a line of the sidebar.
    for (const tag of selectAll(page.document, '.listing-header-container a')) {
      const href = attributeOf(tag, 'href') ?? '';
      const raw = textOfElement(page, tag);
      if (/^\/remote-(?:full-time|part-time|contract)-jobs/.test(href)) yield { field: 'employmentType', raw, via: '.listing-tag' };
      else if (/^\/remote-[\w-]+-jobs|^\/remote-jobs-in/.test(href)) yield { field: 'location', raw, via: '.listing-tag' };
    }
    for (const line of selectAll(page.document, '.lis-container__job__sidebar__job-about__list__item')) {
      const [, label, raw] = textOfElement(page, line).match(/^(Region|Country|Job type|Salary|Posted on|Apply before):?\s*(.+)$/i) ?? [];
      const field = label && LINES[label.toLowerCase()];
      if (field) yield { field, raw, via: label };
    }
  },
};
