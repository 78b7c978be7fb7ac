import type { Site } from './site.ts';

/** HeadHunter (hh.ru) and its sister sites in other countries and cities, which number vacancies together. */
export const headHunter: Site = {
  name: 'head-hunter',
  hosts: ['*.hh.ru', '*.hh.kz', '*.hh.uz', '*.hh.kg', '*.rabota.by', '*.headhunter.ge', '*.headhunter.kg', '*.hh1.az'],
  postingId: ({ pathname, searchParams }) => pathname.match(/^\/vacancy\/(\d+)/)?.[1] ?? searchParams.get('vacancyId')?.match(/^\d+$/)?.[0],
  selectors: {
    title: ['[data-qa="vacancy-title"]'],
    company: ['[data-qa="vacancy-company-name"]'],
    location: ['[data-qa="vacancy-view-raw-address"]', '[data-qa="vacancy-address-with-map"]', '[data-qa="vacancy-view-location"]'],
    salary: ['[data-qa="vacancy-salary"]'],
    employmentType: ['[data-qa="common-employment-text"]', '[data-qa="vacancy-view-employment-mode"]'],
    workplaceType: ['[data-qa="work-formats-text"]'],
    description: ['[data-qa="vacancy-description"]'],
  },
};
