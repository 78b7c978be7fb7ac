import { textOf } from '../open-page.ts';
import type { Site } from './site.ts';

/** Greenhouse-hosted boards, classic and 2024 markup, and the same postings embedded in an employer's own pages. */
export const greenhouse: Site = {
  name: 'greenhouse',
  hosts: ['*.greenhouse.io'],
  postingId: (url) => url.pathname.match(/\/jobs\/(\d+)/)?.[1] ?? url.searchParams.get('token')?.match(/^\d+$/)?.[0],
  embeddedId: (url) => url.searchParams.get('gh_jid')?.match(/^\d+$/)?.[0],
  selectors: {
    title: ['.job__title h1', 'h1.app-title', '#header h1'],
    location: ['.job__location', '#header .location', '.app-location'],
    description: ['.job__description', '#content'],
  },
  *refine(page) {
    // Classic markup writes "at Acme" beside the title; both write "Job Application for X at Acme" as the document's title.
    const beside = textOf(page, '.company-name').replace(/^at\s+/i, '');
    const titled = /^Job Application for .+ at (.+)$/.exec(page.documentTitle)?.[1];
    if (beside) yield { field: 'company', raw: beside, via: '.company-name' };
    else if (titled) yield { field: 'company', raw: titled, via: '<title>' };
    // The heading of a pay range says its period: "Annual base pay".
    const pay = textOf(page, '.pay-range');
    if (pay) yield { field: 'salary', raw: pay, via: '.pay-range' };
  },
};
