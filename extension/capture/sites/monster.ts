import { uuidIn } from './site-id.ts';
import type { Site } from './site.ts';

/** Monster in every country: today's addresses end in a UUID, older ones in a number. */
export const monster: Site = {
  name: 'monster',
  hosts: ['*.monster.*'],
  postingId: ({ hostname, pathname }) => {
    const ofPosting =
      hostname.startsWith('job-openings.') || /\/(?:job-openings?|offres?-emploi|stellenangebote?|ofertas?|vacatures?)\//.test(pathname);
    return ofPosting ? (uuidIn(pathname) ?? pathname.match(/[-/](\d{8,})(?:\.aspx)?\/?$/)?.[1]) : null;
  },
  pane: ['[data-testid="svx-job-view-wrapper"]'],
  selectors: {
    title: ['[data-testid="svx-job-view-wrapper"] [data-testid="jobTitle"]', 'h1[data-testid="jobTitle"]', 'h2[data-testid="jobTitle"]'],
    company: ['[data-testid="svx-job-view-wrapper"] [data-testid="company"]', 'li[data-testid="company"]'],
    location: ['[data-testid="jobDetailLocation"]'],
    description: ['[data-testid="svx-description-container-inner"]'],
  },
};
