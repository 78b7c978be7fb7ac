import { selectAll } from '../dom.ts';
import { textOf, textOfElement } from '../open-page.ts';
import type { PostingField } from '../../../contract/posting.ts';
import type { Site } from './site.ts';

/** The public page's list of criteria, by place: its labels are in the reader's language. */
const CRITERIA: readonly (PostingField | null)[] = [null, 'employmentType'];

/** LinkedIn: the public page, the signed-in page, and the search with one posting open beside the list. */
export const linkedin: Site = {
  name: 'linkedin',
  hosts: ['*.linkedin.com'],
  postingId: (url) =>
    url.pathname.match(/\/jobs\/view\/(?:[^/]*-)?(\d{6,})(?:\/|$)/)?.[1] ??
    url.pathname.match(/\/jobs-guest\/jobs\/api\/jobPosting\/(\d{6,})/)?.[1] ??
    url.searchParams.get('currentJobId')?.match(/^\d{6,}$/)?.[0],
  pane: [
    '.jobs-search__job-details--container',
    '.jobs-search__right-rail',
    '.scaffold-layout__detail',
    '.two-pane-serp-page__detail-view',
  ],
  selectors: {
    title: [
      '.top-card-layout__title',
      '.job-details-jobs-unified-top-card__job-title',
      '.jobs-unified-top-card__job-title',
      '.topcard__title',
    ],
    company: [
      '.topcard__org-name-link',
      '.job-details-jobs-unified-top-card__company-name',
      '.jobs-unified-top-card__company-name',
      '.topcard__flavor:first-child',
    ],
    location: ['.topcard__flavor--bullet', '.jobs-unified-top-card__bullet'],
    description: [
      '.show-more-less-html__markup',
      '#job-details',
      '.jobs-description__content',
      '.jobs-description-content__text',
      '.description__text',
    ],
  },
  *refine(page) {
    const criteria = selectAll(page.document, '.description__job-criteria-text');
    // With fewer than four the order says nothing: then only employment is there, and the field itself refuses what it isn't.
    for (const [at, element] of criteria.entries()) {
      const field = criteria.length > 1 ? CRITERIA[at] : 'employmentType';
      if (field) yield { field, raw: textOfElement(page, element), via: '.description__job-criteria-text' };
    }
    // The signed-in page writes "Berlin, Germany · 2 weeks ago · 40 applicants" in one line.
    const line = textOf(
      page,
      '.job-details-jobs-unified-top-card__primary-description-container, .jobs-unified-top-card__primary-description',
    );
    const [place, age] = line.split(/\s·\s/);
    if (place) yield { field: 'location', raw: place, via: 'line under the title' };
    if (age) yield { field: 'datePosted', raw: age, via: 'line under the title' };
    const posted = textOf(page, '.posted-time-ago__text');
    if (posted) yield { field: 'datePosted', raw: posted, via: '.posted-time-ago__text' };
    for (const element of selectAll(
      page.document,
      '.job-details-preferences-and-skills__pill, .job-details-fit-level-preferences button, .ui-label',
    )) {
      const chip = textOfElement(page, element);
      yield { field: 'workplaceType', raw: chip, via: 'chip' };
      yield { field: 'employmentType', raw: chip, via: 'chip' };
    }
  },
};
