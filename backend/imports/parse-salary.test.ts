import { describe, expect, it } from 'vitest';
import { parseCurrency, parseNumber, parsePeriod, parseSalary } from './parse-salary.ts';

describe('pay in one cell', () => {
  it.each([
    ['$120,000 - $150,000 a year', 120_000, 150_000, null, 'YEAR'],
    ['US$120k–150k/yr', 120_000, 150_000, 'USD', 'YEAR'],
    ['$150-190k', 150_000, 190_000, null, null],
    ['€50.000 – €60.000 pro Jahr', 50_000, 60_000, 'EUR', 'YEAR'],
    ['45 000 € brut', 45_000, 45_000, 'EUR', null],
    ['45 000 €', 45_000, 45_000, 'EUR', null],
    ['80,000 USD', 80_000, 80_000, 'USD', null],
    ['$25.50/hr', 25.5, 25.5, null, 'HOUR'],
    ['£400 per day', 400, 400, 'GBP', 'DAY'],
    ['C$90k', 90_000, 90_000, 'CAD', null],
    ['₹12,00,000 per annum', 1_200_000, 1_200_000, 'INR', 'YEAR'],
    ['from 60k EUR', 60_000, null, 'EUR', null],
    ['100k+', 100_000, null, null, null],
    ['up to £55,000 p.a.', null, 55_000, 'GBP', 'YEAR'],
    ['1.2M', 1_200_000, 1_200_000, null, null],
    ['95000', 95_000, 95_000, null, null],
    ['Salary range: 7 000 - 9 500 PLN / month', 7000, 9500, 'PLN', 'MONTH'],
  ])('%s', (text, min, max, currency, period) => {
    expect(parseSalary(text)).toEqual(min === null && max === null ? null : { min, max, currency, period });
  });

  it.each([
    '',
    'competitive',
    '100k base + 20k bonus',
    '150k - 100k',
    '$1e999',
    '9'.repeat(60_000),
    '100 200 300 400',
    '12 345 6',
    '-5',
    '401k match',
    'Level 4',
  ])('%.30s is none that could be stated in part', (text) => expect(parseSalary(text)).toBeNull());
});

describe('numbers, currencies and periods of their own columns', () => {
  it.each([
    ['50000', 50_000],
    ['50000.50', 50_000.5],
    ['50000,5', 50_000.5],
    ['1.200,50', 1200.5],
    ['1,200.50', 1200.5],
    ['1,200,000', 1_200_000],
    ['0.125', 0.125],
    ['1e9', null],
    ['NaN', null],
    ['1.2.3,4,5', null],
  ])('the number %s', (text, number) => expect(parseNumber(text)).toBe(number));

  it.each([
    ['usd', 'USD'],
    ['€', 'EUR'],
    ['$', null],
    ['Euro', 'EUR'],
    ['money', null],
  ])('the currency %s', (text, code) => expect(parseCurrency(text)).toBe(code));

  it.each([
    ['yearly', 'YEAR'],
    ['YEAR', 'YEAR'],
    ['per hour', 'HOUR'],
    ['Monthly', 'MONTH'],
    ['p.a.', 'YEAR'],
    ['once', null],
  ])('the period %s', (text, period) => expect(parsePeriod(text)).toBe(period));
});
