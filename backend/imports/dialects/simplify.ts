import type { Dialect } from '../dialect.ts';

/** Simplify's tracker. Rows have no id; `Archived` only hides a row there, so it is kept beside the application and moves nothing. */
export const simplify: Dialect = {
  name: 'simplify',
  signature: [['Job Title'], ['Company Name'], ['Job URL'], ['Applied Date'], ['Status Date', 'Date Archived']],
  columns: {
    title: ['Job Title'],
    company: ['Company Name'],
    url: ['Job URL'],
    stage: ['Status'],
    notes: ['Notes'],
    appliedOn: ['Applied Date'],
  },
};
