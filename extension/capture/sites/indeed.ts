import type { Site } from './site.ts';

const KEY = /^[0-9a-f]{16}$/i;

/** Indeed in every country: job keys are the same on all of them. */
export const indeed: Site = {
  name: 'indeed',
  hosts: ['*.indeed.*'],
  postingId: ({ pathname, searchParams }) => {
    // On a search page `vjk` is the open posting; `jk` there is the one the person came from.
    const ofPage = /\/(?:viewjob|clk|basecamp)/.test(pathname)
      ? (searchParams.get('jk') ?? searchParams.get('vjk'))
      : searchParams.get('vjk');
    const id = ofPage ?? pathname.match(/\/jobs\/[^/]*-([0-9a-f]{16})$/i)?.[1];
    return id && KEY.test(id) ? id.toLowerCase() : null;
  },
  pane: ['#jobsearch-ViewjobPaneWrapper', '.jobsearch-RightPane', '#vjs-container'],
  selectors: {
    title: ['[data-testid="jobsearch-JobInfoHeader-title"]', '.jobsearch-JobInfoHeader-title', '#vjs-jobtitle'],
    company: ['[data-testid="inlineHeader-companyName"]', '[data-company-name="true"]', '.jobsearch-CompanyInfoContainer a', '#vjs-cn'],
    location: [
      '[data-testid="inlineHeader-companyLocation"]',
      '[data-testid="job-location"]',
      '[data-testid="jobsearch-JobInfoHeader-companyLocation"]',
      '#jobLocationText',
      '#vjs-loc',
    ],
    salary: ['#salaryInfoAndJobType > span:first-child'],
    employmentType: ['#salaryInfoAndJobType'],
    description: ['#jobDescriptionText', '#vjs-desc'],
  },
};
