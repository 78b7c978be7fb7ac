import { describe, expect, it } from 'vitest';
import type { FieldContext } from './context.ts';
import { parseDay, parseDeadline, readMonthFirst } from './day.ts';

const context = (more: Partial<FieldContext> = {}): FieldContext => ({
  language: 'en',
  country: null,
  capturedAt: new Date('2026-11-22T12:00:00Z'),
  relativeDates: true,
  monthFirst: null,
  ...more,
});

const DAYS: [string, string | null, Partial<FieldContext>?][] = [
  ['2026-02-10T09:00:00+0530', '2026-02-10'],
  ['2020-10-20 20:28:32 UTC', '2020-10-20'],
  ['Thu Jul 01 00:00:00 UTC 2021', '2021-07-01'],
  ['July 28, 2026', '2026-07-28'],
  ['1st of July 2021', '2021-07-01'],
  ['14. listopadu 2026', '2026-11-14'],
  ['3 de septiembre de 2026', '2026-09-03'],
  ['14 липня 2026', '2026-07-14'],
  ['06/05/2021', '2021-05-06', { country: 'DK' }],
  ['06/05/2021', '2021-06-05', { country: 'US' }],
  ['06/05/2021', '2021-05-06', { country: 'US', monthFirst: false }],
  ['01-09-2021', '2021-09-01'],
  ['22.11.2026', '2026-11-22'],
  ['令和8年11月5日', '2026-11-05'],
  ['2026年11月5日', '2026-11-05'],
  ['2026. 11. 5.', '2026-11-05'],
  ['2026. november 5.', '2026-11-05'],
  ['5 Noi. 2026', '2026-11-05'],
  ['12 gru 2026', '2026-12-12'],
  ['Thursday, November 5, 2026', '2026-11-05'],
  ['Posted 3 days ago', '2026-11-19'],
  ['vor 2 Tagen', '2026-11-20'],
  ['Posted today', '2026-11-22'],
  ['2d', '2026-11-20'],
  ['Posted today', null, { relativeDates: false }],
  ['30+ days ago', null],
  ['2 weeks ago', null],
  ['February, 2024', null],
  ['31/02/2026', null],
  ['as soon as possible', null],
];

describe('parseDay', () => {
  for (const [text, day, more] of DAYS)
    it(`reads "${text}"${more ? ` with ${JSON.stringify(more)}` : ''} as ${day}`, () => expect(parseDay(text, context(more))).toBe(day));
  it('reads seconds and milliseconds since 1970', () => {
    expect(parseDay(1_790_000_000, context())).toBe('2026-09-21');
    expect(parseDay(1_790_000_000_000, context())).toBe('2026-09-21');
  });
});

describe('a day that is written without its year', () => {
  it.each([
    ['Publicerad 5 november', 'past', '2026-11-05'],
    ['Posted Dec 30', 'past', '2025-12-30'],
    ['Julkaistu 5.11.', 'past', '2026-11-05'],
    ['11-05发布', 'past', '2026-11-05'],
    ['11月5日', 'past', '2026-11-05'],
    ['12 december (om 20 dagar)', 'future', '2026-12-12'],
    ['January 31st', 'future', '2027-01-31'],
    ['31 February', 'future', null],
    ['5 years', 'past', null],
    ['May', 'past', null],
  ] as const)('"%s", looked for in the %s, is %s', (text, towards, day) => expect(parseDay(text, context(), towards)).toBe(day));
  it('is none where the page’s age is unknown', () => expect(parseDay('5 november', context({ relativeDates: false }), 'past')).toBeNull());
});

describe('parseDeadline', () => {
  it.each([
    ['05 November 2026 - 12 December 2026', '2026-12-12'],
    ['2026/11/05（木）～2026/12/12（土）', '2026-12-12'],
    ['1.11.2026 – 20.11.2026 klo 15:00', '2026-11-20'],
    ['12 Dec 2026 - 23:59', '2026-12-12'],
    ['12.12.2026', '2026-12-12'],
    ['open until filled', null],
  ])('reads the last day of "%s": %s', (text, day) => expect(parseDeadline(text, context())).toBe(day));
});

describe('readMonthFirst', () => {
  it('learns the order from dates that can only be one', () => {
    expect(readMonthFirst(['06/05/2021', '26/05/2021'])).toBe(false);
    expect(readMonthFirst(['06/05/2021', '05/26/2021'])).toBe(true);
    expect(readMonthFirst(['06/05/2021'])).toBeNull();
  });
});
