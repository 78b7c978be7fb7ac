import type { Site } from './site.ts';

/** StepStone in every country; each numbers its own postings. */
export const stepstone: Site = {
  name: 'stepstone',
  hosts: ['*.stepstone.*'],
  postingId: ({ hostname, pathname, searchParams }) => {
    const id =
      pathname.match(/--.*?-?-(\d{5,})(?:-inline)?(?:\.html)?\/?$/)?.[1] ??
      pathname.match(/\/job\/[^/]+\/[^/]*?(\d{5,})$/)?.[1] ??
      searchParams.get('offerId')?.match(/^\d{5,}$/)?.[0];
    return id ? `${hostname.split('.').at(-1) ?? ''}-${id}` : null;
  },
};
