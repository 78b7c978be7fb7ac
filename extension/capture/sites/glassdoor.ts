import type { Site } from './site.ts';

/** Glassdoor in every country: listing numbers are the same on all of them. */
export const glassdoor: Site = {
  name: 'glassdoor',
  hosts: ['*.glassdoor.*'],
  // The path of a listing (`-JV_IC1147401_KO0,17.htm`) holds only lengths and a city: the number is in the query.
  postingId: ({ searchParams }) =>
    ['jl', 'jobListingId', 'jobListingID'].map((name) => searchParams.get(name)).find((value) => value && /^\d{6,}$/.test(value)),
};
