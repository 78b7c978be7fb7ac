import type { Site } from './site.ts';

/** Jobvite's own ids start with an `o` and mind their case; `oAbCd1fw1,Job` names the tab as well. */
const idOf = (text: string | null | undefined): string | undefined => text?.match(/^(o[0-9A-Za-z]{5,12})(?:,|$)/)?.[1];

/** Jobvite-hosted boards, and the same postings embedded in an employer's own pages. */
export const jobvite: Site = {
  name: 'jobvite',
  hosts: ['*.jobvite.com'],
  postingId: ({ pathname, searchParams }) =>
    idOf(pathname.match(/\/job\/([^/]+)/)?.[1]) ??
    idOf(searchParams.get('jvi')) ??
    idOf(searchParams.get('aj')) ??
    idOf(searchParams.get('j')),
  embeddedId: ({ searchParams }) => idOf(searchParams.get('jvi')),
};
