import type { FieldContext } from '../capture/fields/context.ts';
import { parseDay } from '../capture/fields/day.ts';
import { fold } from '../capture/text.ts';

export interface TypedDayOptions {
  /** The reader's own calendar day. */
  today: string;
  /** Where a day without its year lies: a posting is put up in the past, and closes in the future. */
  towards: 'past' | 'future';
  /** BCP 47; the browser's where it is left out. */
  language?: string | undefined;
}

const DAY_MS = 86_400_000;
/** Somebody who types "closes 25 Nov" on the 26th means yesterday, not next year. */
const JUST_OVER_DAYS = 60;

const plusDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The same day so many months later, or that month's last. */
function plusMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Whether this reader writes 11/1 for the first of November. */
function writesMonthFirst(language: string | undefined): boolean {
  const parts = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric' }).formatToParts(0);
  return parts.findIndex(({ type }) => type === 'month') < parts.findIndex(({ type }) => type === 'day');
}

export function typedContext(today: string, language?: string): FieldContext {
  // Noon, so that "yesterday" is the reader's and not that of Greenwich.
  const capturedAt = new Date(`${today}T12:00:00Z`);
  return { language: '', country: null, capturedAt, relativeDates: true, monthFirst: writesMonthFirst(language) };
}

/** "tomorrow", "in 2 weeks", "vor 3 Tagen", as the browser writes them in the reader's language or in English. */
function parseAway(text: string, { today, language }: TypedDayOptions): string | null {
  const said = fold(text);
  const count = Number(/\d{1,3}/.exec(said)?.[0] ?? Number.NaN);
  for (const speaks of [language, 'en']) {
    const words = new Intl.RelativeTimeFormat(speaks, { numeric: 'auto' });
    for (const days of [0, 1, 2, -1, -2]) if (fold(words.format(days, 'day')) === said) return plusDays(today, days);
    if (Number.isNaN(count)) continue;
    const counted = new Intl.RelativeTimeFormat(speaks, { numeric: 'always' });
    for (const value of [count, -count]) {
      if (fold(counted.format(value, 'day')) === said) return plusDays(today, value);
      if (fold(counted.format(value, 'week')) === said) return plusDays(today, value * 7);
      if (fold(counted.format(value, 'month')) === said) return plusMonths(today, value);
    }
  }
  return null;
}

/** "Friday", in the reader's language or in English: the next one, or of what is past the last one; today counts. */
function parseWeekday(text: string, { today, towards, language }: TypedDayOptions): string | null {
  const said = fold(text).replace(/\.$/, '');
  const sign = towards === 'past' ? -1 : 1;
  for (const speaks of [language, 'en'])
    for (const weekday of ['long', 'short'] as const) {
      const name = new Intl.DateTimeFormat(speaks, { weekday, timeZone: 'UTC' });
      for (let days = 0; days < 7; days += 1) {
        const day = plusDays(today, sign * days);
        if (fold(name.format(Date.parse(day))).replace(/\.$/, '') === said) return day;
      }
    }
  return null;
}

/** A day and a month, "24 Dec", "31.12." or "12/31", in the year that makes sense. */
function parseWithoutYear(text: string, { today, towards, language }: TypedDayOptions): string | null {
  const context = typedContext(today, language);
  const numeric = /^(\d{1,2})\s?([./-])\s?(\d{1,2})[./-]?$/.exec(text);
  if (!numeric && !/^\D*\d{1,2}\D*$/.test(text)) return null;
  const named = text.replace(/[\s./-]+$/, '');
  const inYear = (year: number) => parseDay(numeric ? [numeric[1], numeric[3], year].join(numeric[2]) : `${named} ${year}`, context);
  const year = Number(today.slice(0, 4));
  const days = [year - 1, year, year + 1].map(inYear).filter((day) => day !== null);
  if (towards === 'past') return days.findLast((day) => day <= today) ?? null;
  return days.find((day) => day >= plusDays(today, -JUST_OVER_DAYS)) ?? null;
}

/** Of a day that is typed freely, `YYYY-MM-DD`: any form that pages use, days from today, or without a year; `null` where it is none. */
export function parseTypedDay(typed: string, options: TypedDayOptions): string | null {
  const text = typed.normalize('NFKC').trim();
  // "3 Nov 26", "Nov 3, '26": behind a named month and a day, two digits are a year.
  const whole = text.replace(/^(?=.*\p{L}{3})(.*\d\D*?)[\s'’]+(\d{2})$/u, '$1 20$2');
  return (
    parseAway(text, options) ??
    parseWithoutYear(text, options) ??
    parseWeekday(text, options) ??
    parseDay(whole, typedContext(options.today, options.language))
  );
}
