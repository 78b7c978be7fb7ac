import type { PostingField, Salary } from '../../contract/posting.ts';
import type { FieldValues } from '../capture/capture.ts';
import { countryOf, parseCurrency } from '../capture/fields/currency.ts';
import { parseSalaryText } from '../capture/fields/salary.ts';
import { parseTypedDay, typedContext } from './parse-typed-day.ts';

/** A sign or word of money anywhere in a text; codes and what touches the amount, the salary's own reading has found. */
function currencySaid(text: string, country: string | null): string | null {
  const words = text.match(/\p{Sc}|\p{L}+/gu) ?? [];
  const said = words.filter((word) => !/^[a-z]{3}$/i.test(word)).map((word) => parseCurrency(word, country));
  return said.find((currency) => currency !== null) ?? null;
}

/** Signs of several currencies: where the page's is none of them, it is not what they mean. */
const SHARED_SIGN = /(?<!\p{L})(?:kr|rs)(?!\p{L})/iu;

function parseTypedSalary(typed: string, today: string, page: string | null): Salary | null {
  // "$90k" beside a page in Canadian dollars is in Canadian dollars.
  const country = countryOf(page);
  const text = typed.normalize('NFKC');
  const salary = parseSalaryText(text, { ...typedContext(today), country }, true);
  if (salary === null) return null;
  return { ...salary, currency: salary.currency ?? currencySaid(text, country) ?? (SHARED_SIGN.test(text) ? null : page) };
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
  if (field === 'datePosted') value = parseTypedDay(typed, { today, towards: 'past' });
  if (field === 'validThrough') value = parseTypedDay(typed, { today, towards: 'future' });
  return value as FieldValues[F] | null;
}
