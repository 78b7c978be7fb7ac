import { describe, expect, it } from 'vitest';
import { inferDateOrder, readDate } from './read-date.ts';

const dayOf = (cell: string, order: 'day first' | 'month first' | null = null): unknown => {
  const date = readDate(cell, order);
  return date === null || date === 'ambiguous' ? date : date.day;
};
const instantOf = (cell: string): unknown => {
  const date = readDate(cell, null);
  return date === null || date === 'ambiguous' ? date : date.at;
};

describe('a date whose form says it all', () => {
  it.each([
    ['2024-11-20', '2024-11-20'],
    ['2021-9-22', '2021-09-22'],
    ['2024/11/20', '2024-11-20'],
    ['20241120', '2024-11-20'],
    ['2024-11-20 08:15:00', '2024-11-20'],
    ['2024-11-20T23:30:00+01:00', '2024-11-20'],
    ['20.11.2024', '2024-11-20'],
    ['1.2.24', '2024-02-01'],
    ['5/5/2024', '2024-05-05'],
    ['Nov 20, 2024', '2024-11-20'],
    ['November 20, 2024', '2024-11-20'],
    ['20 Nov 2024', '2024-11-20'],
    ['20-Nov-24', '2024-11-20'],
    ['20. November 2024', '2024-11-20'],
    ['3 mars 2025', '2025-03-03'],
    ['Wed Nov 20 08:15:00 UTC 2024', '2024-11-20'],
    ['Wed Nov 20 2024 08:15:00 GMT+0100 (Central European Standard Time)', '2024-11-20'],
    ['Wed, 20 Nov 2024 08:15:00 GMT', '2024-11-20'],
  ])('%s is %s', (cell, day) => expect(dayOf(cell)).toBe(day));
});

describe('a date of two small numbers', () => {
  it('is ambiguous until an order is known', () => expect(dayOf('3/4/2024')).toBe('ambiguous'));
  it('follows the order', () => {
    expect(dayOf('3/4/2024', 'day first')).toBe('2024-04-03');
    expect(dayOf('3/4/2024', 'month first')).toBe('2024-03-04');
    expect(dayOf('11/20/24, 8:15 AM', 'month first')).toBe('2024-11-20');
  });
  it('is none where the order makes it impossible', () => expect(dayOf('11/20/24', 'day first')).toBeNull());
});

describe('the instant of a date', () => {
  it.each([
    ['2024-11-20', '2024-11-20T00:00:00.000Z'],
    ['2024-11-20 08:15:42', '2024-11-20T08:15:42.000Z'],
    ['2024-11-20T08:15:42.123456Z', '2024-11-20T08:15:42.123Z'],
    ['2024-11-20T23:30:00-05:00', '2024-11-21T04:30:00.000Z'],
    ['Nov 20, 2024 12:05 AM', '2024-11-20T00:05:00.000Z'],
    ['Nov 20, 2024, 8:15 p.m.', '2024-11-20T20:15:00.000Z'],
    ['Wed Nov 20 2024 08:15:00 GMT+0100 (Central European Standard Time)', '2024-11-20T07:15:00.000Z'],
  ])('%s is %s', (cell, at) => expect(instantOf(cell)).toBe(at));
});

describe('what is no date', () => {
  it.each([
    'soon',
    '2024-02-30',
    '0000-00-00',
    '99/99/99',
    '2024-11-20 25:00',
    '45616',
    '1732090500000',
    '',
    'May',
    'May 2024',
    'x'.repeat(70_000),
    '1/'.repeat(30_000),
  ])('%.40s stays none', (cell) => expect(dayOf(cell, 'day first')).toBeNull());
});

describe('the order of a column', () => {
  it.each([
    ['a day above 12 in first place', ['3/4/2024', '13/4/2024'], 'day first'],
    ['a day above 12 in second place', ['3/4/2024', '4/13/2024'], 'month first'],
    ['both', ['13/4/2024', '4/13/2024'], 'both'],
    ['neither', ['3/4/2024', '5/6/2024'], 'either'],
    ['only ISO, dots, equal numbers and words', ['2024-03-04', '3.4.2024', '5/5/2024', '05/5/2024', 'Nov 3, 2024', ''], null],
  ] as const)('is told by %s', (_, cells, order) => expect(inferDateOrder(cells)).toBe(order));
});
