import * as v from 'valibot';
import { OUTCOMES, STAGES, WORKPLACE_TYPES } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { dayOf } from '../../texts/format.ts';
import { yearlyPay } from './yearly-pay.ts';

export const FILTER_DATES = ['savedAt', 'appliedOn', 'followUpOn', 'datePosted', 'validThrough'] as const;
export type FilterDate = (typeof FILTER_DATES)[number];

/** What the list is narrowed to; an empty part does not narrow. */
export const Filters = v.object({
  /** Any of these. */
  stages: v.array(v.picklist(STAGES)),
  /** Any of these. */
  outcomes: v.array(v.picklist(OUTCOMES)),
  /** All of these. */
  tags: v.array(v.string()),
  /** Any of these. */
  companies: v.array(v.string()),
  /** Any of these. */
  workplaces: v.array(v.picklist(WORKPLACE_TYPES)),
  /** Pays at least this much in a year; in that currency, where one is given. */
  pay: v.object({ atLeast: v.nullable(v.number()), currency: v.nullable(v.string()) }),
  /** Calendar days, both included. */
  date: v.object({ field: v.picklist(FILTER_DATES), from: v.nullable(v.string()), to: v.nullable(v.string()) }),
});
export type Filters = v.InferOutput<typeof Filters>;

export const NO_FILTERS: Filters = {
  stages: [],
  outcomes: [],
  tags: [],
  companies: [],
  workplaces: [],
  pay: { atLeast: null, currency: null },
  date: { field: 'savedAt', from: null, to: null },
};

/** The parts that narrow, by name. */
export function activeFilters(filters: Filters): (keyof Filters)[] {
  const { pay, date, ...lists } = filters;
  const named = (Object.keys(lists) as (keyof typeof lists)[]).filter((name) => lists[name].length > 0);
  return [
    ...named,
    ...(pay.atLeast === null && pay.currency === null ? [] : (['pay'] as const)),
    ...(date.from === null && date.to === null ? [] : (['date'] as const)),
  ];
}

function dayIn(row: ApplicationRow, field: FilterDate): string | null {
  if (field === 'savedAt') return dayOf(Date.parse(row.createdAt));
  return field === 'datePosted' || field === 'validThrough' ? row.posting[field] : row[field];
}

type Test = (row: ApplicationRow) => boolean;

/** One test for all that narrows, or null where nothing does. What cannot be told (no pay stated, no date) does not pass. */
export function filterTest(filters: Filters): Test | null {
  const tests: Test[] = [];
  const { stages, outcomes, tags, companies, workplaces, pay, date } = filters;
  if (stages.length > 0) tests.push((row) => stages.includes(row.stage));
  if (outcomes.length > 0) tests.push((row) => row.outcome !== null && outcomes.includes(row.outcome));
  if (tags.length > 0) tests.push((row) => tags.every((tag) => row.tags.includes(tag)));
  if (companies.length > 0) tests.push((row) => companies.includes(row.posting.company));
  if (workplaces.length > 0) tests.push((row) => row.posting.workplaceType !== null && workplaces.includes(row.posting.workplaceType));
  if (pay.currency !== null) tests.push((row) => row.posting.salary?.currency === pay.currency);
  const { atLeast } = pay;
  if (atLeast !== null) tests.push((row) => row.posting.salary !== null && yearlyPay(row.posting.salary) >= atLeast);
  const { field, from, to } = date;
  if (from !== null || to !== null) {
    tests.push((row) => {
      const day = dayIn(row, field);
      return day !== null && (from === null || day >= from) && (to === null || day <= to);
    });
  }
  if (tests.length === 0) return null;
  return (row) => tests.every((test) => test(row));
}
