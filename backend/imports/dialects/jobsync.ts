import type { Dialect } from '../dialect.ts';

/** JobSync's export. `index` numbers the rows of one file only, so it identifies nothing; there are no addresses. */
export const jobsync: Dialect = {
  name: 'jobsync',
  signature: [['JobTitle'], ['Company'], ['JobSource'], ['jobType', 'workplaceType'], ['appliedDate', 'applied']],
  columns: {
    title: ['JobTitle'],
    company: ['Company'],
    location: ['Location'],
    employmentType: ['jobType'],
    workplaceType: ['workplaceType'],
    stage: ['Status'],
    appliedOn: ['appliedDate'],
    createdAt: ['createdAt'],
  },
  stages: { Draft: 'saved', Archived: 'closed' },
};
