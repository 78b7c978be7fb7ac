import { describe, expect, it } from 'vitest';
import type { FieldContext } from './context.ts';
import { parseSalary } from './salary.ts';

const context = (country: string | null): FieldContext => ({
  language: 'en',
  country,
  capturedAt: new Date('2026-11-22T12:00:00Z'),
  relativeDates: true,
  monthFirst: null,
});

const STATED: [string, string | null, number | null, number | null, string | null, string | null][] = [
  ['$120,000 - $150,000 a year', 'US', 120000, 150000, 'USD', 'YEAR'],
  ['$20K - $30K', 'US', 20000, 30000, 'USD', null],
  ['$120–150K per year', 'US', 120000, 150000, 'USD', 'YEAR'],
  ['152K-288K Annually', null, 152000, 288000, null, 'YEAR'],
  ['18000/21000€', null, 18000, 21000, 'EUR', null],
  ['up to DKK 440.935', 'DK', null, 440935, 'DKK', null],
  ['50\u00a0000\u200d – 80\u00a0000 Kč', 'CZ', 50000, 80000, 'CZK', null],
  ['от 150 000 ₽ за месяц', 'RU', 150000, null, 'RUB', 'MONTH'],
  ['at least €11.50/h + shift allowances', 'FI', 11.5, null, 'EUR', 'HOUR'],
  ['₹12,00,000 - ₹18,00,000 per annum', 'IN', 1200000, 1800000, 'INR', 'YEAR'],
  ['45.000 € bis 60.000 € brutto pro Jahr', 'DE', 45000, 60000, 'EUR', 'YEAR'],
  ['Rs 25,000 to Rs 35,000 per month', 'PK', 25000, 35000, 'PKR', 'MONTH'],
  ['AU$130,000', null, 130000, 130000, 'AUD', null],
  ['30 000 kr/mån', 'SE', 30000, 30000, 'SEK', 'MONTH'],
  ['kr 550 800 brutto pr. år', 'NO', 550800, 550800, 'NOK', 'YEAR'],
  ['17–20 €/h', 'FI', 17, 20, 'EUR', 'HOUR'],
  ['9 000 – 12 000 zł brutto / mies.', 'PL', 9000, 12000, 'PLN', 'MONTH'],
  ['от 90 000 до 120 000 ₽/месяц', 'RU', 90000, 120000, 'RUB', 'MONTH'],
  ['120 ₽/час', 'RU', 120, 120, 'RUB', 'HOUR'],
  ['1 200 000 ₽/год', 'RU', 1200000, 1200000, 'RUB', 'YEAR'],
  ['150 грн/год', 'UA', 150, 150, 'UAH', 'HOUR'],
  ['R$ 5.200,00 ao mês', 'BR', 5200, 5200, 'BRL', 'MONTH'],
  ['3.5-5.5 Lacs P.A.', 'IN', 350000, 550000, 'INR', 'YEAR'],
  ['12 LPA', null, 1200000, 1200000, 'INR', 'YEAR'],
  ['1-1.5万/月', 'CN', 10000, 15000, 'CNY', 'MONTH'],
  ['月給25万円～35万円', 'JP', 250000, 350000, 'JPY', 'MONTH'],
  ['연봉 4,000~5,000만원', 'KR', 40000000, 50000000, 'KRW', 'YEAR'],
  ['RM 3,200 – RM 4,100 per month', 'MY', 3200, 4100, 'MYR', 'MONTH'],
  ['38.000 - 45.000 TL / ay', 'TR', 38000, 45000, 'TRY', 'MONTH'],
  ['bruttó 480 000 - 560 000 Ft/hó', 'HU', 480000, 560000, 'HUF', 'MONTH'],
  ['RAL 26.000 - 31.000 €', 'IT', 26000, 31000, 'EUR', 'YEAR'],
  ['$19.00 To 22.50 (USD) Hourly', 'US', 19, 22.5, 'USD', 'HOUR'],
];

describe('parseSalary, of a text under a label for pay', () => {
  for (const [text, country, min, max, currency, period] of STATED)
    it(`reads ${text}`, () => expect(parseSalary(text, context(country), true)).toEqual({ min, max, currency, period }));
});

const NOT_PAY = [
  'We process $160B in value every year',
  'Storage costs $0.02 per GB',
  'What are your salary expectations?',
  'A joining bonus of $5,000',
  'an annual learning budget of €1,500',
  'annual revenues of EUR 885 million',
  'Founded in 2019, we serve 40,000 customers',
];

describe('parseSalary, of prose', () => {
  for (const text of NOT_PAY) it(`takes "${text}" for no pay`, () => expect(parseSalary(text, context('US'), false)).toBeNull());
  it('reads pay where the sentence says that it is', () => {
    expect(parseSalary('The estimated salary range for this role is $126,000 - $146,000.', context('US'), false)).toMatchObject({
      min: 126000,
      max: 146000,
      currency: 'USD',
    });
  });
  it("leaves out what another country's law made the employer state", () => {
    expect(
      parseSalary('For U.S.-based roles, we expect a starting base salary between $148,200 and $239,800.', context('CA'), false),
    ).toBeNull();
  });
});

describe("parseSalary, of schema.org's MonetaryAmount", () => {
  it('reads a range with its unit', () => {
    expect(parseSalary({ currency: 'EUR', value: { minValue: 3000, maxValue: '4000', unitText: 'MONTH' } }, context(null), true)).toEqual({
      min: 3000,
      max: 4000,
      currency: 'EUR',
      period: 'MONTH',
    });
  });
  it('takes a sentence in the place of a value for what it says: nothing', () => {
    expect(
      parseSalary({ currency: 'EUR', value: { value: 'According to the collective agreement', unitText: 'HOUR' } }, context('FI'), true),
    ).toBeNull();
  });
});
