import { describe, expect, it } from 'vitest';
import { parseTyped } from './parse-typed.ts';

const typed = (text: string, currency: string | null = 'EUR') => {
  const salary = parseTyped('salary', text, { today: '2026-11-26', currency });
  return salary && [salary.min, salary.max, salary.currency, salary.period];
};

describe('pay that is typed freely', () => {
  it.each([
    ['1.234,56 €', [1234.56, 1234.56, 'EUR', null]],
    ['1,234.56', [1234.56, 1234.56, 'EUR', null]],
    ['80k', [80_000, 80_000, 'EUR', null]],
    ["CHF 100'000", [100_000, 100_000, 'CHF', null]],
    ['CHF 100’000.– / Jahr', [100_000, 100_000, 'CHF', 'YEAR']],
    ['600 000–720 000 DKK / year', [600_000, 720_000, 'DKK', 'YEAR']],
    ['25,50 €/h', [25.5, 25.5, 'EUR', 'HOUR']],
    ['ab 50.000', [50_000, null, 'EUR', null]],
    ['up to 90k', [null, 90_000, 'EUR', null]],
    ['８０k', [80_000, 80_000, 'EUR', null]],
    // What is said is believed, wherever it stands, and the page's currency is for bare amounts only.
    ['zł 10 000', [10_000, 10_000, 'PLN', null]],
    ['kr 500.000', [500_000, 500_000, null, null]],
  ])('%s', (text, expected) => expect(typed(text)).toEqual(expected));

  it('is in the money of the page where its sign means several', () => {
    expect(typed('$90k', 'CAD')).toEqual([90_000, 90_000, 'CAD', null]);
    expect(typed('$90k', 'EUR')).toEqual([90_000, 90_000, 'USD', null]);
    expect(typed('kr 500.000', 'NOK')).toEqual([500_000, 500_000, 'NOK', null]);
    expect(typed('US$ 90k', 'CAD')).toEqual([90_000, 90_000, 'USD', null]);
  });

  it.each(['many', 'competitive', '-', '0', '1e400'])('that says nothing is not guessed: %s', (text) => expect(typed(text)).toBeNull());
});
