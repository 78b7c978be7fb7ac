import type { Site } from './site.ts';

/** SAP SuccessFactors: its own hosts, where the query names company and requisition, and career sites behind employers' hosts. */
export const successFactors: Site = {
  name: 'success-factors',
  hosts: ['*.successfactors.*', '*.sapsf.*'],
  postingId: ({ searchParams }) => {
    const company = searchParams.get('company') ?? searchParams.get('career_company');
    const id = searchParams.get('career_job_req_id') ?? searchParams.get('jobReqId') ?? searchParams.get('jobId');
    return company && id && /^\d+$/.test(id) ? `${company}/${id}` : null;
  },
  signs: ['link[href*="rmkcdn.successfactors"]', 'script[src*="rmkcdn.successfactors"]', '.jobDisplayShell .jobdescription'],
  selectors: {
    title: ['.jobDisplay [itemprop="title"]', '.jobTitle h1', 'h1 [data-careersite-propertyid="title"]'],
    location: ['.jobDisplay .jobGeoLocation', '[data-careersite-propertyid="location"]'],
    description: ['.jobDisplay .jobdescription', '[data-careersite-propertyid="description"]'],
  },
};
