import type { Dialect } from '../dialect.ts';

/** Teal's "Download Data". `status` holds JSON beside `statusName` and is kept as it is. */
export const teal: Dialect = {
  name: 'teal',
  signature: [['company_name'], ['role'], ['statusName']],
  columns: {
    id: ['id'],
    title: ['role'],
    company: ['company_name'],
    location: ['location'],
    url: ['url'],
    salaryMin: ['min_salary'],
    salaryMax: ['max_salary'],
    salaryCurrency: ['salary_currency'],
    salaryPeriod: ['salary_pay_period'],
    stage: ['statusName'],
    appliedOn: ['applied_at'],
    followUpOn: ['follow_up_at'],
    createdAt: ['added_at'],
    updatedAt: ['updated_at'],
  },
  stages: {
    // Teal's "Applying" comes before its "Applied": the papers are being prepared.
    Applying: 'saved',
    Archived: 'closed',
  },
  identity: ['id'],
};
