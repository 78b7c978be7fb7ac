import { selectAll } from '../dom.ts';
import { textOf, textOfElement } from '../open-page.ts';
import type { Site } from './site.ts';

/** Jobs.cz: plain pages, pages in an employer's colours, and employers' own subdomains. */
export const jobsCz: Site = {
  name: 'jobs-cz',
  hosts: ['*.jobs.cz'],
  postingId: ({ pathname, searchParams }) =>
    pathname.match(/\/(?:rpd|pd|odpoved)\/(\d{6,})/)?.[1] ??
    pathname.match(/\/fp\/[^/]+\/(\d{6,})/)?.[1] ??
    (searchParams.get('r') === 'detail' ? searchParams.get('id')?.match(/^\d{6,}$/)?.[0] : null),
  selectors: {
    title: ['.JobDescriptionHeading h1'],
    company: ['.JobDescriptionHeading ~ .IconWithText p'],
  },
  *refine(page) {
    // An introduction and the body are two boxes with a heading of the site's between them.
    const elements = selectAll(page.document, '[data-test="jd-header-text"], .RichContent');
    if (elements.length > 0) yield { field: 'description', elements, via: '.RichContent' };
    // Several places of work are several links; header and details repeat them.
    const places = selectAll(page.document, '[data-test="jd-info-location"], [data-track-event="JD.Map"]').map((place) =>
      textOfElement(page, place),
    );
    const once = [...new Set(places.filter(Boolean))];
    if (once.length > 0) yield { field: 'location', raw: once.join(' / '), via: '[data-test="jd-info-location"]' };
    const pay = textOf(page, '[data-test="jd-salary"]');
    if (pay) yield { field: 'salary', raw: pay, via: '[data-test="jd-salary"]' };
  },
};
