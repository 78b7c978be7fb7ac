import { describe, expect, it } from 'vitest';
import { parseAmount } from './parse-amount.ts';

describe('an amount as people write it', () => {
  it.each([
    ['60000', 60_000],
    ['60 000', 60_000],
    ['60.000', 60_000],
    ['60,000', 60_000],
    ['60’000', 60_000],
    ['1.234.567', 1_234_567],
    ['22.50', 22.5],
    ['22,5', 22.5],
    ['60.000,50', 60_000.5],
    ['60,000.50', 60_000.5],
    ['', null],
    ['a lot', Number.NaN],
    ['-5', Number.NaN],
    ['60k', 60_000],
    ['1,5K', 1_500],
    ['€60,000.50', 60_000.5],
    ['６０k', 60_000],
    ['k', Number.NaN],
    ['60 kr', Number.NaN],
  ])('%j', (written, amount) => {
    expect(parseAmount(written)).toBe(amount);
  });
});
