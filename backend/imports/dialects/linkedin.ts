import type { Dialect } from '../dialect.ts';

// Both files write `11/20/24, 8:15 AM`, the en-US short form, whatever language the account has.
const COLUMNS = { title: ['Job Title'], company: ['Company Name'], url: ['Job Url'] } as const;

/** `Jobs/Job Applications.csv` of LinkedIn's data archive, and its numbered continuations. */
export const linkedinApplications: Dialect = {
  name: 'linkedin_applications',
  signature: [['Application Date'], ['Company Name'], ['Job Title'], ['Job Url', 'Resume Name', 'Question And Answers']],
  columns: { ...COLUMNS, appliedOn: ['Application Date'] },
  stage: 'applied',
  dateOrder: 'month first',
};

/** `Jobs/Saved Jobs.csv` of LinkedIn's data archive. */
export const linkedinSaved: Dialect = {
  name: 'linkedin_saved',
  signature: [['Saved Date'], ['Job Url'], ['Job Title']],
  columns: { ...COLUMNS, createdAt: ['Saved Date'] },
  stage: 'saved',
  dateOrder: 'month first',
};
