import * as v from 'valibot';
import { STAGES } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { COLUMN_IDS, type ColumnId } from './columns.ts';
import { yearlyPay } from './yearly-pay.ts';

export const Sort = v.object({ column: v.picklist(COLUMN_IDS), descending: v.boolean() });
export type Sort = v.InferOutput<typeof Sort>;

type Compare = (a: ApplicationRow, b: ApplicationRow) => number;

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const stageAt = Object.fromEntries(STAGES.map((stage, index) => [stage, index]));
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const newest: Compare = (a, b) => byCode(b.createdAt, a.createdAt) || byCode(b.id, a.id);

/** What cannot be told comes last in either direction: an unknown is not a low value. */
function nullsLast<Value>(
  read: (application: ApplicationRow) => Value | null | undefined | '',
  compare: (a: Value, b: Value) => number,
  sign: number,
): Compare {
  return (a, b) => {
    const first = read(a) || null;
    const second = read(b) || null;
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * compare(first, second);
  };
}

function comparison({ column, descending }: Sort): Compare {
  const sign = descending ? -1 : 1;
  switch (column) {
    case 'title':
    case 'company':
    case 'location':
    case 'employmentType':
      return nullsLast(({ posting }) => posting[column], words.compare, sign);
    case 'datePosted':
    case 'validThrough':
      return nullsLast(({ posting }) => posting[column], byCode, sign);
    case 'appliedOn':
    case 'followUpOn':
      return nullsLast((application) => application[column], byCode, sign);
    case 'tags':
      return nullsLast(({ tags }) => tags[0], words.compare, sign);
    case 'priority':
      return nullsLast<number>(
        ({ priority }) => priority || null,
        (a, b) => a - b,
        sign,
      );
    case 'updatedAt':
      return (a, b) => sign * byCode(a.updatedAt, b.updatedAt);
    case 'stage':
      return (a, b) => sign * ((stageAt[a.stage] ?? 0) - (stageAt[b.stage] ?? 0));
    case 'salary':
      // Without exchange rates, amounts of two currencies do not compare: each currency is a group, whichever the direction.
      return nullsLast(
        ({ posting }) => posting.salary,
        (a, b) => sign * words.compare(a.currency ?? '\uFFFF', b.currency ?? '\uFFFF') || yearlyPay(a) - yearlyPay(b),
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

/** What the list shows first: the newest on top. */
export const NEWEST_FIRST: Sort = { column: 'savedAt', descending: true };

/** Sorting by a column for the first time goes the way people want it; again turns it around. */
export function nextSort(now: Sort, column: ColumnId, descendingFirst: boolean): Sort {
  return { column, descending: now.column === column ? !now.descending : descendingFirst };
}
