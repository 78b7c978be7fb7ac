import type { PostingField, Salary } from '../../contract/posting.ts';
import type { FieldValues } from '../capture/capture.ts';
import type { FieldContext } from '../capture/fields/context.ts';
import { parseDay } from '../capture/fields/day.ts';
import { parseSalaryText } from '../capture/fields/salary.ts';

/** Whether this reader writes 11/1 for the first of November. */
function readerWritesMonthFirst(): boolean {
  const parts = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'numeric' }).formatToParts(0);
  return parts.findIndex(({ type }) => type === 'month') < parts.findIndex(({ type }) => type === 'day');
}

function contextOn(today: string): FieldContext {
  // Noon, so that "yesterday" is the reader's and not that of Greenwich.
  return {
    language: '',
    country: null,
    capturedAt: new Date(`${today}T12:00:00Z`),
    relativeDates: true,
    monthFirst: readerWritesMonthFirst(),
  };
}

/** A typed day: any form that pages use, "yesterday", or without a year the one nearest to `today`. */
function parseTypedDay(text: string, today: string): string | null {
  const context = contextOn(today);
  const stated = parseDay(text, context);
  if (stated !== null) return stated;
  const year = Number(today.slice(0, 4));
  const around = [year, year - 1, year + 1].map((near) => parseDay(`${text.replace(/[\s./-]+$/, '')} ${near}`, context));
  const away = (day: string) => Math.abs(Date.parse(day) - Date.parse(today));
  return around.filter((day) => day !== null).toSorted((one, other) => away(one) - away(other))[0] ?? null;
}

function parseTypedSalary(text: string, today: string, currency: string | null): Salary | null {
  const salary = parseSalaryText(text, contextOn(today), true);
  return salary && { ...salary, currency: salary.currency ?? currency };
}

/** What the person typed, parsed as a page's text would be; `null` where it can't be understood. `currency` is the page's, for amounts typed bare. */
export function parseTyped<F extends PostingField>(
  field: F,
  text: string,
  { today, currency }: { today: string; currency: string | null },
): FieldValues[F] | null {
  const typed = text.trim();
  let value: unknown = typed;
  if (typed === '') return null;
  if (field === 'salary') value = parseTypedSalary(typed, today, currency);
  if (field === 'datePosted' || field === 'validThrough') value = parseTypedDay(typed, today);
  return value as FieldValues[F] | null;
}
