import { describe, expect, it } from 'vitest';
import { dayOf, formatDay, formatSalary, formatSize } from './format.ts';

const NOW = new Date(2026, 10, 22, 12).getTime();
const salary = { min: 600_000, max: 720_000, currency: 'DKK', period: 'YEAR' as const };
/** Intl separates with no-break spaces, which read alike. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('a day in words', () => {
  it('is relative only under a week away', () => {
    expect(formatDay('2026-11-22', NOW)).toBe('Today');
    expect(formatDay('2026-11-23', NOW)).toBe('Tomorrow');
    expect(formatDay('2026-11-16', NOW)).toBe('6 days ago');
    expect(formatDay('2026-11-15', NOW)).toBe('Nov 15');
  });
  it('is small inside a sentence', () => {
    expect(formatDay('2026-11-22', NOW, true)).toBe('today');
  });
  it('names the year where it is not this one', () => {
    expect(formatDay('2025-11-03', NOW)).toBe('Nov 3, 2025');
  });
  it('is the reader’s own calendar day of an instant', () => {
    expect(dayOf(new Date(2026, 0, 1, 0, 5).getTime())).toBe('2026-01-01');
    expect(dayOf(new Date(2026, 0, 1, 23, 55).getTime())).toBe('2026-01-01');
  });
  it('shows what is no day as it came', () => {
    expect(formatDay('soon', NOW)).toBe('soon');
  });
});

describe('pay in one line', () => {
  it('says currency and period once', () => {
    expect(plain(formatSalary(salary))).toBe('DKK 600,000–720,000 / year');
  });
  it('is brief in a list, where a year goes without saying', () => {
    expect(plain(formatSalary(salary, true))).toBe('DKK 600–720K');
    expect(plain(formatSalary({ ...salary, period: 'MONTH' }, true))).toBe('DKK 600–720K / mo');
  });
  it('keeps both scales where they differ', () => {
    expect(plain(formatSalary({ ...salary, min: 900, max: 1_200_000 }, true))).toBe('DKK 900 – 1.2M');
  });
  it('keeps cents where there are some', () => {
    expect(plain(formatSalary({ min: 22.5, max: 28, currency: 'USD', period: 'HOUR' }, true))).toBe('$22.50–28.00 / h');
  });
  it('says which end is known', () => {
    expect(plain(formatSalary({ ...salary, max: null }))).toBe('from DKK 600,000 / year');
    expect(plain(formatSalary({ ...salary, min: null }))).toBe('up to DKK 720,000 / year');
  });
  it('does without a currency and a period', () => {
    expect(formatSalary({ min: 10, max: 10, currency: null, period: null })).toBe('10');
  });
});

describe('a size', () => {
  it('is in decimal units', () => {
    expect(formatSize(3_400_000)).toBe('3.4 MB');
    expect(formatSize(900)).toBe('0.9 kB');
  });
});
