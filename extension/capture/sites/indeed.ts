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
};
