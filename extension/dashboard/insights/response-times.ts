import type { ApplicationRow } from '../../library/library.ts';
import type { Path } from './paths.ts';
import { rateOf } from './funnel.ts';

const DAY_MS = 86_400_000;

export interface ResponseRow {
  /** A company, or the site where the posting was. */
  name: string;
  applied: number;
  answered: number;
  /** From 0 to 1; null where too few applications were made. */
  rate: number | null;
  /** Half of the answers came within this many days; null where none came. */
  medianDays: number | null;
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

export function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
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
        medianDays: median(answers),
      };
    })
    .toSorted((a, b) => b.applied - a.applied || b.answered - a.answered || a.name.localeCompare(b.name));
}
