import * as v from 'valibot';
import type { DateOrder } from '../../contract/imports.ts';
import { Day, Instant } from '../../contract/text.ts';

/** A date as written: its calendar day, and the instant, for which a time without zone is read as UTC and a missing time as midnight. */
export interface WrittenDate {
  day: Day;
  at: Instant;
}

/** Longer than any date in words with its zone's name. */
const MAX_LENGTH = 100;

// 1/2/24, 01-02-2024; with a dot the day comes first wherever dots are used.
const NUMERIC = /^(\d{1,2})([/\-.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})(?=$|T)/;
const TIME = /(?:^|[T\s,])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?(?:m\.?)?/i;
const OFFSET = /(?:\d|\s|GMT|UTC)([+-])(\d{2}):?(\d{2})\b/;

const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('.', '');

/** Month names of the languages that trackers are kept in, from the runtime's own tables. */
const MONTHS = new Map<string, number>(
  ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'pl', 'cs'].flatMap((locale) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, index): [string, number] => {
        const part = format.formatToParts(Date.UTC(2024, index, 15)).find(({ type }) => type === 'month');
        return [fold(part?.value ?? ''), index + 1];
      });
    }),
  ),
);
MONTHS.set('sept', 9);

interface DayParts {
  year: number;
  month: number;
  day: number;
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

/** `20 Nov 2024`, `November 20, 2024`, `Wed Nov 20 08:15:00 UTC 2024`, `20-Nov-24`. */
function inWords(text: string): DayParts | null {
  const words = fold(text.replace(TIME, ' ').replace(/\(.*/, '')).match(/\p{L}+|\d+/gu) ?? [];
  const month = words.map((word) => MONTHS.get(word)).find((found) => found !== undefined);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  if (month === undefined) return null;
  const year = numbers.find((number) => number.length === 4) ?? numbers[1];
  const day = numbers.find((number) => number.length <= 2);
  return year === undefined || day === undefined || year === day ? null : { year: fullYear(year), month, day: Number(day) };
}

function partsOf(text: string, order: DateOrder | null): DayParts | 'ambiguous' | null {
  const iso = ISO.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) };
  const compact = COMPACT.exec(text);
  if (compact) return { year: Number(compact[1]), month: Number(compact[2]), day: Number(compact[3]) };
  const numeric = NUMERIC.exec(text);
  if (!numeric) return inWords(text);
  const [, a = '', mark, b = '', year = ''] = numeric;
  const dayFirst = { year: fullYear(year), month: Number(b), day: Number(a) };
  const monthFirst = { year: fullYear(year), month: Number(a), day: Number(b) };
  if (mark === '.' || Number(a) === Number(b)) return dayFirst;
  if (order === null) return 'ambiguous';
  return order === 'day first' ? dayFirst : monthFirst;
}

function timeOf(text: string): string | null {
  const found = TIME.exec(text);
  if (!found) return '00:00:00.000';
  const [, hour = '', minute = '', second = '00', fraction = '', half] = found;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${String(hours).padStart(2, '0')}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}

/** A date in any usual form, `'ambiguous'` where only `order` could tell day from month, `null` where it is none that exists. */
export function readDate(cell: string, order: DateOrder | null): WrittenDate | 'ambiguous' | null {
  const text = cell.trim();
  if (text.length > MAX_LENGTH) return null;
  const parts = partsOf(text, order);
  if (parts === null || parts === 'ambiguous') return parts;
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = v.safeParse(Day, `${parts.year}-${two(parts.month)}-${two(parts.day)}`);
  const time = timeOf(text);
  if (!day.success || time === null) return null;
  const offset = TIME.test(text) ? OFFSET.exec(text.slice(text.search(TIME))) : null;
  const minutes = offset ? Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  const at = v.safeParse(Instant, new Date(Date.parse(`${day.output}T${time}Z`) - minutes * 60_000).toISOString());
  return at.success ? { day: day.output, at: at.output } : null;
}

/**
 * The order that a whole column of dates shows, by a day above 12 in any cell: `'either'` where every cell fits both orders, `'both'` where cells
 * contradict each other, `null` where no cell needs an order.
 */
export function inferDateOrder(cells: Iterable<string>): DateOrder | 'either' | 'both' | null {
  let dayFirst = false;
  let monthFirst = false;
  let either = false;
  for (const cell of cells) {
    const [, a = '', mark, b = ''] = NUMERIC.exec(cell.trim()) ?? [];
    if (mark === undefined || mark === '.' || Number(a) === Number(b)) continue;
    if (Number(a) > 12) dayFirst = true;
    else if (Number(b) > 12) monthFirst = true;
    else either = true;
  }
  if (dayFirst && monthFirst) return 'both';
  if (dayFirst) return 'day first';
  if (monthFirst) return 'month first';
  return either ? 'either' : null;
}
