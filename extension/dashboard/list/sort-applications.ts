import { STAGES, type Salary } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';

export const SORT_COLUMNS = ['title', 'company', 'location', 'stage', 'salary', 'savedAt'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export interface Sort {
  column: SortColumn;
  descending: boolean;
}

type Compare = (a: ApplicationRow, b: ApplicationRow) => number;

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const stageAt = Object.fromEntries(STAGES.map((stage, index) => [stage, index]));

/** Full-time amounts of a year, to compare pay stated by the hour with pay stated by the month. */
const PERIODS_PER_YEAR = { HOUR: 2080, DAY: 260, WEEK: 52, MONTH: 12, YEAR: 1 } as const;

function yearly(salary: Salary): number {
  return (salary.max ?? salary.min ?? 0) * PERIODS_PER_YEAR[salary.period ?? 'YEAR'];
}

const newest: Compare = (a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.id < b.id ? 1 : -1);

/** What cannot be told comes last in either direction: an unknown is not a low value. */
function nullsLast<Value>(
  read: (application: ApplicationRow) => Value | null | '',
  compare: (a: Value, b: Value) => number,
  sign: number,
): Compare {
  return (a, b) => {
    const first = read(a);
    const second = read(b);
    const without = Number(first === null || first === '') - Number(second === null || second === '');
    if (without !== 0) return without;
    if (first === null || first === '' || second === null || second === '') return 0;
    return sign * compare(first, second);
  };
}

function comparison({ column, descending }: Sort): Compare {
  const sign = descending ? -1 : 1;
  switch (column) {
    case 'title':
      return nullsLast((application) => application.posting.title, words.compare, sign);
    case 'company':
      return nullsLast((application) => application.posting.company, words.compare, sign);
    case 'location':
      return nullsLast((application) => application.posting.location, words.compare, sign);
    case 'stage':
      return (a, b) => sign * ((stageAt[a.stage] ?? 0) - (stageAt[b.stage] ?? 0));
    case 'salary':
      // Without exchange rates, amounts of two currencies do not compare: each currency is a group, whichever the direction.
      return nullsLast(
        (application) => application.posting.salary,
        (a, b) => sign * words.compare(a.currency ?? '\uFFFF', b.currency ?? '\uFFFF') || yearly(a) - yearly(b),
        sign,
      );
    case 'savedAt':
      return (a, b) => -sign * newest(a, b);
  }
}

/** A sorted copy; equals stand newest first. */
export function sortApplications(applications: Iterable<ApplicationRow>, sort: Sort): ApplicationRow[] {
  const compare = comparison(sort);
  return [...applications].toSorted((a, b) => compare(a, b) || newest(a, b));
}
