import { attributeOf, selectAll } from '../dom.ts';
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
  selectors: { title: ['.jv-header'], description: ['.jv-job-detail-description'] },
  *refine(page) {
    // Department and place are one paragraph with a separator element between them; the place comes last.
    const separators = selectAll(page.document, '.jv-job-detail-meta .jv-inline-separator');
    const place = separators.at(-1)?.nextSibling?.textContent;
    if (place) yield { field: 'location', raw: place, via: '.jv-job-detail-meta' };
    for (const logo of selectAll(page.document, '.jv-logo img[alt]').slice(0, 1)) {
      yield { field: 'company', raw: attributeOf(logo, 'alt')?.replace(/\s+(?:careers?|logo|home)$/i, ''), via: '.jv-logo' };
    }
  },
};
