import type { PostingField, Salary } from '../../contract/posting.ts';
import type { FieldValues } from '../capture/capture.ts';
import { formatSalary } from '../texts/format.ts';

const longDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "1 Nov 2026", as the reader's language writes it; `day` is `YYYY-MM-DD`. */
export function presentDay(day: string): string {
  return longDay.format(Date.parse(`${day}T00:00:00Z`));
}

/** A field's value as the text that stands in the form. */
export function presentField<F extends PostingField>(field: F, value: FieldValues[F]): string {
  if (field === 'salary') return formatSalary(value as Salary);
  if (field === 'datePosted' || field === 'validThrough') return presentDay(String(value));
  return String(value);
}
