import type { ApplicationRow } from '../../library/library.ts';
import type { Path } from './paths.ts';
import { FEWEST, rateOf } from './funnel.ts';

const DAY_MS = 86_400_000;

/** In days. Half of all lie between `low` and `high`, and half below `median`. */
export interface Quartiles {
  low: number;
  median: number;
  high: number;
}

export interface ResponseRow {
  /** A company, or the site where the posting was. */
  name: string;
  applied: number;
  answered: number;
  /** From 0 to 1; null where too few applications were made. */
  rate: number | null;
  /** How many days the answers took; null where too few came. */
  days: Quartiles | null;
}

/** What the person did themselves, or what nobody did, is no answer. */
const ANSWERS = new Set<Path['outcome']>(['accepted', 'rejected', 'declined']);

/** Days from applying to the first answer; null where none came, undefined where nobody applied. */
export function daysToAnswer({ steps, outcome }: Path): number | null | undefined {
  const applied = steps.find(({ stage }) => stage === 'applied');
  if (!applied) return undefined;
  const answer = steps[steps.indexOf(applied) + 1];
  if (!answer || (answer.stage === 'closed' && !ANSWERS.has(outcome))) return null;
  return Math.max(0, (Date.parse(answer.at) - Date.parse(applied.at)) / DAY_MS);
}

/** What a share of the numbers (0 to 1) lies below, between two of them as R and spreadsheets reckon it. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}

/** Null where there are too few numbers for it to say anything. */
export function quartilesOf(numbers: readonly number[]): Quartiles | null {
  if (numbers.length < FEWEST) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** The site's name without `www.`; empty where the address is none. */
export function sourceOf({ posting }: ApplicationRow): string {
  return URL.canParse(posting.url) ? new URL(posting.url).hostname.replace(/^www\./, '') : '';
}

/** How long answers took, by what `nameOf` says, most applications first. What has no name, and what is not known here, is left out. */
export function computeResponseTimes(
  paths: readonly Path[],
  find: (id: string) => ApplicationRow | undefined,
  nameOf: (row: ApplicationRow) => string,
): ResponseRow[] {
  const groups = new Map<string, (number | null)[]>();
  for (const path of paths) {
    const days = daysToAnswer(path);
    const row = find(path.applicationId);
    const name = row === undefined ? '' : nameOf(row);
    if (days === undefined || name === '') continue;
    groups.set(name, [...(groups.get(name) ?? []), days]);
  }
  return [...groups]
    .map(([name, all]) => {
      const answers = all.filter((days) => days !== null);
      return {
        name,
        applied: all.length,
        answered: answers.length,
        rate: rateOf(answers.length, all.length),
        days: quartilesOf(answers),
      };
    })
    .toSorted((a, b) => b.applied - a.applied || b.answered - a.answered || a.name.localeCompare(b.name));
}
