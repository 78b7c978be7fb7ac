/**
 * A made-up posting in the form of a copy (see capture/copy-text.ts). A browser compiles what it runs for the first time, and every pattern at its
 * first and second use, once more for texts with letters beyond Latin 1: done on this page while the real one is being copied, it takes no time
 * of anybody's. So every reader finds something here, twice, in both kinds of letters.
 */
const FACTS = [
  'Gull & Partners · Leeds, United Kingdom · Full-time · Hybrid',
  'Posted 3 days ago – €52,000 - €61,000 per year',
  'Location: Leeds, England',
  'Employment type: Permanent, full-time',
  'Salary: £25.50 – £31 per hour',
  'Workplace type: Remote',
  'Closing date: 31 January 2031',
  'Date posted: 2030-12-05',
];
const TEXT = [
  'Gull & Partners is looking for an accountant who likes figures. At Gull, we work from home 2 days a week; this is a hybrid role based in Leeds.',
  'You will keep the books – and close them – with a team of five. The salary is between £50,000 and £60,000 a year, plus bonus and benefits.',
  'Apply by 31 January 2031. Applications close on 31.01.2031 at noon. No agencies’ calls, please: this position is not remote.',
  'Five years of experience; fluent English, Deutsch von Vorteil. Vollzeit, unbefristet, 45.000 – 55.000 € brutto im Jahr.',
];
const LINES: [tag: string, text: string][] = [
  ['title', 'Accountant (m/f/d) – Gull & Partners | Careers'],
  ['a', 'Jobs'],
  ['h1', 'Accountant (m/f/d)'],
  ...FACTS.map((fact): [string, string] => ['p', fact]),
  ['h2', 'About the role'],
  ...TEXT.map((text): [string, string] => ['p', text]),
  ['h2', 'What we offer – and what you bring'],
  ...TEXT.map((text): [string, string] => ['li', text]),
  ['button', 'Apply now'],
  ['h2', 'Similar jobs'],
  ['a', 'Payroll Clerk – York'],
  ['a', 'Accounts Assistant'],
  ['p', 'We use cookies – accept all?'],
  ['p', '© 2030 Gull & Partners Ltd. All rights reserved'],
];
const DATA = {
  '@type': 'JobPosting',
  title: 'Accountant (m/f/d)',
  hiringOrganization: { name: 'Gull &amp; Partners' },
  jobLocation: { address: { addressLocality: 'Leeds', addressCountry: 'GB' } },
  employmentType: 'FULL_TIME',
  datePosted: '2030-12-05',
  validThrough: '2031-01-31T23:59',
  baseSalary: { currency: 'GBP', value: { minValue: 50_000, maxValue: 60_000, unitText: 'YEAR' } },
  description: `<p>${TEXT.join('</p><ul><li>')}</ul>`,
};

/** That posting, as one text. */
export function presentPractice(): string {
  const all = LINES.length + 2;
  const tags = ['html', ...LINES.map(([tag]) => tag)];
  return JSON.stringify({
    url: 'https://careers.gull.example/jobs/accountant-4711?utm_source=x',
    openedAs: null,
    incomplete: false,
    tags,
    boxes: tags.flatMap((_tag, at) => [at, at === 0 ? -1 : 0, at + 1, at === 0 ? all : at + 2, 0, 0]),
    attributes: [[0, { lang: 'en' }], ...LINES.flatMap(([tag], at) => (tag === 'a' ? [[at + 1, { href: `/jobs/${at}` }]] : []))],
    texts: LINES.map(([, text]) => text),
    atoms: LINES.flatMap((_line, at) => [at + 1, at + 1, at + 1]),
    scripts: ['application/ld+json', '', JSON.stringify(DATA), 'application/json', 'state', JSON.stringify({ job: DATA })],
    site: null,
  });
}
