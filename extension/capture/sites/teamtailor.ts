import { selectAll } from '../dom.ts';
import { textOf, textOfElement } from '../open-page.ts';
import { underTenant } from './site-id.ts';
import type { Site } from './site.ts';

/** Teamtailor, on its own hosts or behind an employer's. */
export const teamtailor: Site = {
  name: 'teamtailor',
  hosts: ['*.teamtailor.com'],
  postingId: (url) => underTenant(url, url.pathname.match(/^\/(?:[a-z]{2}(?:-[A-Za-z]{2})?\/)?jobs\/(\d+)(?:-|\/|$)/)?.[1]),
  signs: ['script[src*="teamtailor-cdn.com"]', 'link[href*="teamtailor-cdn.com"]', 'section.block-cover h1.font-company-header'],
  selectors: { title: ['h1.font-company-header'] },
  *refine(page) {
    const title = textOf(page, 'h1.font-company-header');
    const company = title && page.documentTitle.startsWith(`${title} - `) ? page.documentTitle.slice(title.length + 3) : '';
    if (company) yield { field: 'company', raw: company, via: '<title>' };
    // Above the title, one line: department · places · way of working; only the last may be missing.
    const facts = selectAll(page.document, 'h1.font-company-header')[0]?.previousElementSibling;
    const parts = facts ? selectAll(facts, 'span').map((part) => textOfElement(page, part)) : [];
    const kept = [...new Set(parts)].filter((part) => part.length > 1);
    const last = kept.at(-1);
    if (last) yield { field: 'workplaceType', raw: last, via: 'line above the title' };
    const place = kept.findLast((part) => !/^(?:hybrid|remote|fully remote|on-?site|hybrid remote)$/i.test(part));
    if (place) yield { field: 'location', raw: place, via: 'line above the title' };
  },
};
