import * as v from 'valibot';
import { Salary, type SalaryPeriod } from '../../contract/posting.ts';

const PERIODS: readonly (readonly [SalaryPeriod, string])[] = [
  ['HOUR', 'hours?|hourly|hrs?|h|stunde'],
  ['DAY', 'days?|daily|tag'],
  ['WEEK', 'weeks?|weekly|wk|woche'],
  ['MONTH', 'months?|monthly|mo|mth|monat|mois|pcm'],
  ['YEAR', String.raw`years?|yearly|yr|annum|annual|annually|jahr|p\.?a`],
];
const PERIOD_PATTERNS = PERIODS.map(
  ([period, words]) =>
    [period, new RegExp(String.raw`(?:\/\s?|\bper\s|\ban?\s|\bpro\s|\bpar\s|(?<![\p{L}\d]))(?:${words})(?![\p{L}\d])\.?`, 'gu')] as const,
);

/** `$` alone is the dollar of the country the person lives in, which a file does not say: it stays open. */
const SIGNS: readonly (readonly [string | null, string])[] = [
  ['USD', String.raw`us\$|usd`],
  ['CAD', String.raw`ca?\$|cad`],
  ['AUD', String.raw`au?\$|aud`],
  ['NZD', String.raw`nz\$|nzd`],
  ['SGD', String.raw`sg?\$|sgd`],
  ['HKD', String.raw`hk\$|hkd`],
  ['BRL', String.raw`r\$|brl`],
  ['EUR', '€|euros?|eur'],
  ['GBP', '£|gbp'],
  ['INR', '₹|inr'],
  ['PLN', 'zł|pln'],
  ['CZK', 'kč|czk'],
  ['CHF', 'chf'],
  ['SEK', 'sek'],
  ['NOK', 'nok'],
  ['DKK', 'dkk'],
  ['JPY', 'jpy'],
  ['ILS', '₪|ils'],
  ['UAH', '₴|uah'],
  ['TRY', '₺'],
  ['KRW', '₩|krw'],
  [null, String.raw`\$|¥`],
];
const SIGN_PATTERNS = SIGNS.map(([code, signs]) => [code, new RegExp(String.raw`(?<!\p{L})(?:${signs})(?!\p{L})`, 'gu')] as const);

/** Longer than any statement of pay in one cell. */
const MAX_LENGTH = 200;
/** More is a slip or a joke, and in no currency a wage. */
const MAX_AMOUNT = 1_000_000_000;
const AMOUNT = String.raw`(\d[\d.,'’]*(?: \d{3})*(?:[.,]\d{1,2})?)(k|m)?`;
const ONE = new RegExp(String.raw`^(up to|max|maximum|bis)?(from|min|minimum|ab|starting at)? ?${AMOUNT} ?(\+)?$`);
const RANGE = new RegExp(String.raw`^(?:from|between)? ?${AMOUNT} ?(?:-|–|—|to|bis|and) ?${AMOUNT}$`);
const FILLERS = /\b(?:salary|pay|base|gross|brut(?:t?o)?|range|approx|circa|ca|about|around)\b[.:]?|[~()]/g;

/** A number with any grouping: `50,000` `50.000` `50 000` `12,00,000` `1.200,50` `25.5`; `null` where it is not one number. */
export function parseNumber(text: string): number | null {
  let digits = text.trim();
  if (digits.length > 20) return null;
  digits = digits.replaceAll(/['’\s]/g, '');
  const mark = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  if (mark >= 0) {
    const whole = digits.slice(0, mark);
    const fraction = digits.slice(mark + 1);
    const other = digits[mark] === ',' ? '.' : ',';
    // Three digits behind the only kind of mark are a group of thousands; another count, or another kind before it, makes the last mark decimal.
    const grouped = fraction.length === 3 && !whole.includes(other) && !whole.startsWith('0');
    digits = grouped ? whole.replaceAll(/[.,]/g, '') + fraction : `${whole.replaceAll(other, '')}.${fraction}`;
  }
  return /^\d{1,12}(?:\.\d+)?$/.test(digits) ? Number(digits) : null;
}

/** `yearly`, `per hour`, `p.a.`; `null` where it is no period. */
export function parsePeriod(text: string): SalaryPeriod | null {
  return take(text.slice(0, MAX_LENGTH).toLowerCase(), PERIOD_PATTERNS).found;
}

/** A code of three letters or a sign that only one currency has; `null` otherwise. */
export function parseCurrency(text: string): string | null {
  const folded = text.trim().slice(0, MAX_LENGTH).toLowerCase();
  return /^[a-z]{3}$/.test(folded) ? folded.toUpperCase() : take(folded, SIGN_PATTERNS).found;
}

/** The first pattern that is in the text, and the text without any of them. */
function take<T>(text: string, patterns: readonly (readonly [T, RegExp])[]): { found: T | null; rest: string } {
  let found: T | null = null;
  let rest = text;
  for (const [value, pattern] of patterns) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) found ??= value;
    rest = without;
  }
  return { found, rest };
}

/** Pay as a person or a product writes it in one cell: one amount or a range. `null` where it says anything else or more: never a part of it. */
export function parseSalary(text: string): Salary | null {
  if (text.length > MAX_LENGTH) return null;
  // A sign or a word may touch the digits: `80kusd`, `€50`, `100K/yr`.
  const spaced = text
    .toLowerCase()
    .replaceAll(/[\u00A0\u202F]/g, ' ')
    .replaceAll(/(\d(?: ?[km])?)(?=[€£₹₪₴₺₩]|usd|eur|gbp|cad|aud|chf|pln|czk)/g, '$1 ');
  const currency = take(spaced, SIGN_PATTERNS);
  const period = take(currency.rest, PERIOD_PATTERNS);
  const rest = period.rest
    .replaceAll(FILLERS, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?\b([km])\b/g, '$1')
    .trim();
  const [min, max] = rangeOf(rest);
  const salary = v.safeParse(Salary, { min, max, currency: currency.found, period: period.found });
  return salary.success ? salary.output : null;
}

function amountOf(digits: string | undefined, unit: string | undefined): number | null {
  const number = parseNumber((digits ?? '').replace(/[.,'’ ]+$/, ''));
  const amount = (number ?? Number.NaN) * (unit === 'k' ? 1000 : unit === 'm' ? 1_000_000 : 1);
  return amount <= MAX_AMOUNT ? amount : null;
}

function rangeOf(rest: string): [number | null, number | null] {
  const range = RANGE.exec(rest);
  if (range) {
    const [, low, lowUnit, high, highUnit] = range;
    // In `120-150k` the unit belongs to both ends.
    const shared = lowUnit ?? ((amountOf(low, undefined) ?? 0) < 1000 ? highUnit : undefined);
    const ends: [number | null, number | null] = [amountOf(low, shared), amountOf(high, highUnit)];
    return ends.includes(null) ? [null, null] : ends;
  }
  const one = ONE.exec(rest);
  if (!one) return [null, null];
  const [, upTo, from, digits, unit, plus] = one;
  const amount = amountOf(digits, unit);
  return [upTo ? null : amount, from || plus ? null : amount];
}
