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
};
