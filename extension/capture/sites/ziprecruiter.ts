import { textOf } from '../open-page.ts';
import type { Site } from './site.ts';

/** ZipRecruiter: its own pages and the search with one posting open beside the list. */
export const ziprecruiter: Site = {
  name: 'ziprecruiter',
  hosts: ['*.ziprecruiter.*'],
  postingId: ({ pathname, searchParams }) => {
    const posting = searchParams.get('jid') ?? pathname.match(/^\/jobs\/[^/]+-[0-9a-f]{8}\/[^/]+-([0-9a-f]{8})\/?$/)?.[1];
    if (posting) return posting;
    // A list key names the open card of a search; nothing in the address says which posting it stands for elsewhere.
    const card = searchParams.get('lk');
    return card ? `lk-${card}` : null;
  },
  pane: ['[data-testid="right-pane"]', '[data-testid="job-details-scroll-container"]'],
  selectors: {
    title: ['[data-testid="right-pane"] h2', 'h1.job_title', '.job_header h1'],
    company: ['[data-testid="right-pane"] a[href^="/co/"]', '.hiring_company_text', 'a.job_details_link', '.hiring_company'],
    location: ['.hiring_location', '[data-name="address"]'],
    description: ['.jobDescriptionSection', '.job_description'],
  },
  *refine(page) {
    // In the pane, place and way of working share a line: "Mobile, AL • Remote".
    const [place, ...ways] = textOf(page, '[data-testid="right-pane"] a[href^="/co/"] + div').split(' • ');
    if (place) yield { field: 'location', raw: place, via: '[data-testid="right-pane"]' };
    if (ways.length > 0) yield { field: 'workplaceType', raw: ways.join(' '), via: '[data-testid="right-pane"]' };
  },
};
