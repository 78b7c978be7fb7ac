import { describe, expect, it } from 'vitest';
import { parseTypedDay } from './parse-typed-day.ts';

const today = '2026-11-26';

describe('a typed day', () => {
  it.each([
    ['3/4/2026', 'en-US', '2026-03-04'],
    ['3/4/2026', 'en-GB', '2026-04-03'],
    ['3/4/2026', 'de', '2026-04-03'],
    ['3.4.26', 'en-US', '2026-04-03'],
    ['13/4/2026', 'en-US', '2026-04-13'],
    ['12/31', 'en-US', '2026-12-31'],
    ['31/12', 'en-GB', '2026-12-31'],
    ['31.12.', 'de', '2026-12-31'],
    ['31.12', 'en-US', '2026-12-31'],
    ['24 Dez.', 'de', '2026-12-24'],
    ['3 nov 26', 'en-US', '2026-11-03'],
    ["3 nov '26", 'en-GB', '2026-11-03'],
    ['Nov 3, 26', 'en-US', '2026-11-03'],
    ['3. November 27', 'de', '2027-11-03'],
    ['2 days ago', 'de', '2026-11-24'],
    ['vor 3 Tagen', 'de', '2026-11-23'],
    ['２０２６年１２月３日', 'ja', '2026-12-03'],
  ])('%s, by a reader of %s', (typed, language, day) => {
    expect(parseTypedDay(typed, { today, towards: 'future', language })).toBe(day);
  });

  it.each([
    ['tomorrow', 'en', '2026-11-27'],
    ['morgen', 'de', '2026-11-27'],
    ['Übermorgen', 'de', '2026-11-28'],
    ['demain', 'fr', '2026-11-27'],
    ['mañana', 'es', '2026-11-27'],
    ['tomorrow', 'fr', '2026-11-27'],
    ['in 2 weeks', 'en', '2026-12-10'],
    ['in 3 Tagen', 'de', '2026-11-29'],
    ['dans 1 mois', 'fr', '2026-12-26'],
    ['friday', 'en', '2026-11-27'],
    ['Do.', 'de', '2026-11-26'],
    ['Mittwoch', 'de', '2026-12-02'],
  ])('from today on: %s, by a reader of %s', (typed, language, day) => {
    expect(parseTypedDay(typed, { today, towards: 'future', language })).toBe(day);
  });

  it('without a year lies in the past where it was put up, and ahead or just over where it closes', () => {
    const both = (typed: string) =>
      (['past', 'future'] as const).map((towards) => parseTypedDay(typed, { today, towards, language: 'en-GB' }));
    expect(both('3 Apr')).toEqual(['2026-04-03', '2027-04-03']);
    expect(both('25 Nov')).toEqual(['2026-11-25', '2026-11-25']);
    expect(both('1 June')).toEqual(['2026-06-01', '2027-06-01']);
    expect(both('27/11')).toEqual(['2025-11-27', '2026-11-27']);
    expect(both('29 Feb')).toEqual([null, null]);
    expect(both('Thursday')).toEqual(['2026-11-26', '2026-11-26']);
    expect(both('Monday')).toEqual(['2026-11-23', '2026-11-30']);
  });

  it('a month after the last of a long month is the last of a short one', () => {
    expect(parseTypedDay('in 1 month', { today: '2027-01-31', towards: 'future', language: 'en' })).toBe('2027-02-28');
  });

  it.each(['', 'soon', '5', '31/02/2026', '99.99.', '1/1/0001', 'Q1 2027', 'in many weeks'])('that is none: %s', (typed) => {
    expect(parseTypedDay(typed, { today, towards: 'future', language: 'en-GB' })).toBeNull();
  });
});
