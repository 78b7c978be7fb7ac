import type { Salary } from '../../contract/index.ts';
import { text } from './text.ts';

const DAY_MS = 86_400_000;
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayMonthYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const exactTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const timeOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const integers = new Intl.NumberFormat();
const rates = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const dayCounts = new Intl.NumberFormat(undefined, { style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 });
const sizes = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** The calendar day (`YYYY-MM-DD`) of an instant in the reader's own time zone. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** "Today", "3 days ago" under a week away; else "3 Nov", with the year where it is not this one. `day` is `YYYY-MM-DD`; `inside` a sentence it is "today"; without `nearby` always the date. */
export function formatDay(day: string, now: number, inside = false, nearby = true): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  const today = dayOf(now);
  const away = Math.round((at - Date.parse(`${today}T00:00:00Z`)) / DAY_MS);
  if (nearby && Math.abs(away) < 7) return inside ? relative.format(away, 'day') : capitalised(relative.format(away, 'day'));
  return (day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth : dayMonthYear).format(at);
}

/** As formatDay, for an instant (RFC 3339). */
export function formatInstant(instant: string, now: number, inside = false): string {
  return formatDay(dayOf(Date.parse(instant)), now, inside);
}

/** The full date and time, for titles. */
export function formatExact(instant: string): string {
  return exactTime.format(Date.parse(instant));
}

/** The time of day in the reader's own time zone. */
export function formatTime(at: number): string {
  return timeOfDay.format(at);
}

/** "1,234" as the reader writes it. */
export function formatNumber(value: number): string {
  return integers.format(value);
}

/** "42%"; `rate` from 0 to 1. */
export function formatRate(rate: number): string {
  return rates.format(rate);
}

/** "3.5 days". */
export function formatDays(days: number): string {
  return dayCounts.format(days);
}

/** "3.4 MB"; decimal units, as operating systems show them. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return text('sizeKilobytes', { size: sizes.format(bytes / 1_000) });
  return text('sizeMegabytes', { size: sizes.format(bytes / 1_000_000) });
}

const moneyFormats = new Map<string, Intl.NumberFormat>();
function moneyFormat(currency: string | null, brief: boolean, whole: boolean): Intl.NumberFormat {
  const key = `${currency ?? ''} ${brief} ${whole}`;
  const known = moneyFormats.get(key);
  if (known) return known;
  const digits = brief
    ? { maximumFractionDigits: whole ? 1 : 2, minimumFractionDigits: 0 }
    : whole
      ? { maximumFractionDigits: 0 }
      : { maximumFractionDigits: 2 };
  const made = new Intl.NumberFormat(undefined, {
    ...(currency === null ? {} : { style: 'currency' as const, currency }),
    ...(brief ? { notation: 'compact' as const } : {}),
    ...digits,
  });
  moneyFormats.set(key, made);
  return made;
}

/** An amount with its currency, where it has one. */
export function formatAmount(amount: number, currency: string | null): string {
  return moneyFormat(currency, false, Number.isInteger(amount)).format(amount);
}

/** Pay in one line: "DKK 600,000 – 720,000 / year"; brief: "DKK 600K – 720K", where a year goes without saying. */
export function formatSalary({ min, max, currency, period }: Salary, brief = false): string {
  const key = `${min} ${max} ${currency} ${period} ${brief}`;
  const known = salaries.get(key);
  if (known !== undefined) return known;
  const written = writeSalary({ min, max, currency, period }, brief);
  if (salaries.size >= MOST_SALARIES) salaries.clear();
  salaries.set(key, written);
  return written;
}

/** Formatting money is the dearest thing a row does, and the same few amounts come again and again. */
const salaries = new Map<string, string>();
const MOST_SALARIES = 2_000;

function writeSalary({ min, max, currency, period }: Salary, brief: boolean): string {
  const whole = Number.isInteger(min ?? 0) && Number.isInteger(max ?? 0);
  // "USD 22.50 an hour" has nothing to shorten.
  const format = moneyFormat(currency, brief && (max ?? min ?? 0) >= 1_000, whole);
  let amount = '';
  if (min !== null && max !== null && min !== max) amount = formatRange(format, min, max);
  else if (min !== null && max !== null) amount = format.format(min);
  else if (min !== null) amount = text('salaryFrom', { amount: format.format(min) });
  else if (max !== null) amount = text('salaryUpTo', { amount: format.format(max) });
  if (period === null || (brief && period === 'YEAR')) return amount;
  return text('salaryPer', { amount, period: text(brief ? `periodBrief_${period}` : `period_${period}`) });
}

/**
 * "DKK 600–720K", "600–720 Tsd. €": what both ends share stands once. `Intl.NumberFormat.formatRange` does the same and takes a
 * millisecond each time, which a list that scrolls can't pay.
 */
function formatRange(format: Intl.NumberFormat, min: number, max: number): string {
  const isDigits = ({ type }: Intl.NumberFormatPart) => type === 'integer';
  const write = (parts: Intl.NumberFormatPart[]) => parts.map(({ value }) => value).join('');
  const low = format.formatToParts(min);
  const high = format.formatToParts(max);
  const lowFrom = low.findIndex(isDigits);
  const highFrom = high.findIndex(isDigits);
  const lowTo = lastDigits(low) + 1;
  const highTo = lastDigits(high) + 1;
  const sharesStart = write(low.slice(0, lowFrom)) === write(high.slice(0, highFrom));
  const sharesEnd = write(low.slice(lowTo)) === write(high.slice(highTo));
  const lowWritten = write(sharesEnd ? low.slice(0, lowTo) : low);
  const highWritten = write(sharesStart ? high.slice(highFrom) : high);
  // Narrow between bare numbers; with words in between it needs air.
  return sharesEnd && sharesStart ? `${lowWritten}–${highWritten}` : `${lowWritten} – ${highWritten}`;
}

function lastDigits(parts: readonly Intl.NumberFormatPart[]): number {
  return parts.findLastIndex(({ type }) => type === 'integer' || type === 'fraction');
}

function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
