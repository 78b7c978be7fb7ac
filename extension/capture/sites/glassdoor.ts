import { textOf } from '../open-page.ts';
import type { Site } from './site.ts';

/** Glassdoor in every country: listing numbers are the same on all of them. */
export const glassdoor: Site = {
  name: 'glassdoor',
  hosts: ['*.glassdoor.*'],
  // The path of a listing (`-JV_IC1147401_KO0,17.htm`) holds only lengths and a city: the number is in the query.
  postingId: ({ searchParams }) =>
    ['jl', 'jobListingId', 'jobListingID'].map((name) => searchParams.get(name)).find((value) => value && /^\d{6,}$/.test(value)),
  pane: ['[class*="JobDetails_jobDetailsContainer"]', '[class*="TwoColumnLayout_columnRight"]'],
  selectors: {
    title: ['[id^="jd-job-title"]', '[data-test="job-title"]'],
    company: ['[class*="EmployerProfile_employerNameHeading"]', '[data-test="employer-name"]'],
    location: ['[class*="JobDetails"] [data-test="location"]', '[data-test="location"]'],
    description: ['[class*="JobDetails_jobDescription"]', '.jobDescriptionContent'],
  },
  // The data repeats the board's estimate as if it were offered.
  distrusts: { 'json-ld': ['salary'] },
  beside: ['[id^="jd-salary"]', '[class*="SalaryEstimate"]'],
  *refine(page) {
    // "Glassdoor est." is the board's own guess; only "Employer est." was said by the employer.
    const pay = textOf(page, '[class*="JobDetails"] [data-test="detailSalary"], [id^="jd-salary"]');
    if (pay && !/glassdoor|geschätzt von|estim\S+ de glassdoor/i.test(pay))
      yield { field: 'salary', raw: pay, via: '[data-test="detailSalary"]' };
  },
};
