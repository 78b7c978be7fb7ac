import { describe, expect, it } from 'vitest';
import type { FieldContext } from './context.ts';
import { parseDay, readMonthFirst } from './day.ts';

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

describe('readMonthFirst', () => {
  it('learns the order from dates that can only be one', () => {
    expect(readMonthFirst(['06/05/2021', '26/05/2021'])).toBe(false);
    expect(readMonthFirst(['06/05/2021', '05/26/2021'])).toBe(true);
    expect(readMonthFirst(['06/05/2021'])).toBeNull();
  });
});
