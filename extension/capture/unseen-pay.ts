import type { Finding } from './capture.ts';
import { readAmounts } from './fields/amount.ts';
import type { FieldContext } from './fields/context.ts';
import { parseCompany } from './fields/company.ts';
import { currencyOf } from './fields/currency.ts';
import type { Line } from './lines.ts';
import type { Node } from './sources/json-ld.ts';
import { squashCompany } from './text.ts';

export const isPay = (finding: Finding): finding is Finding<'salary'> => finding.field === 'salary';

/** Every amount on the page, so that pay in data can be looked for. */
export function shownNumbers(lines: Iterable<Line>, country: string | null): Set<number> {
  const numbers = new Set<number>();
  for (const line of lines)
    if (line.text.length < 4000 && /\d/.test(line.text)) for (const { value } of readAmounts(line.text, country)) numbers.add(value);
  return numbers;
}

/** Whether the amounts of a pay stand somewhere on the page, in full or in thousands. */
export function isShown({ value }: Finding<'salary'>, numbers: ReadonlySet<number>): boolean {
  const shown = (amount: number | null): boolean =>
    amount === null || numbers.has(amount) || numbers.has(Math.round(amount / 1000) * 1000) || numbers.has(Math.round(amount / 1000));
  return shown(value.min) && shown(value.max);
}

/** What is paid for a period in the currencies below, with room on both sides; for others the amount tells nothing. */
const USUAL: Partial<Record<string, readonly [number, number]>> = {
  HOUR: [7, 400],
  DAY: [60, 3000],
  WEEK: [250, 12_000],
  MONTH: [900, 50_000],
  YEAR: [11_000, 700_000],
};
const COMPARABLE = /^(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SGD)$/;

/** Whether pay that only the data states can be the employer's: in the country's own currency, usual for its period, by an employer whom the page shows. */
export function isCredible({ value }: Finding<'salary'>, node: Node, lines: readonly Line[], { country }: FieldContext): boolean {
  const { min, max, currency, period } = value;
  const usual = period === null ? undefined : USUAL[period];
  if (currency === null || usual === undefined || currency !== currencyOf(country)) return false;
  const [least, most] = COMPARABLE.test(currency) ? usual : [1, Number.POSITIVE_INFINITY];
  if ((min ?? max ?? 0) < least || (max ?? min ?? 0) > most || (min !== null && max !== null && max > min * 3)) return false;
  const employer = squashCompany(parseCompany(node['hiringOrganization']) ?? '');
  return employer.length > 2 && lines.some((line) => line.text.length < 300 && squashCompany(line.text).includes(employer));
}
