import type { Site } from './site.ts';

/** HeadHunter (hh.ru) and its sister sites in other countries and cities, which number vacancies together. */
export const headHunter: Site = {
  name: 'head-hunter',
  hosts: ['*.hh.ru', '*.hh.kz', '*.hh.uz', '*.hh.kg', '*.rabota.by', '*.headhunter.ge', '*.headhunter.kg', '*.hh1.az'],
  postingId: ({ pathname, searchParams }) => pathname.match(/^\/vacancy\/(\d+)/)?.[1] ?? searchParams.get('vacancyId')?.match(/^\d+$/)?.[0],
};
