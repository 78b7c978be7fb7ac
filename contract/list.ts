import * as v from 'valibot';
import { Application, Outcome, Stage } from './application.ts';
import { CSV_COLUMNS } from './csv.ts';
import { WorkplaceType } from './posting.ts';
import { Day, Id, line } from './text.ts';

/**
 * What a list may be sorted by; a leading `-` means newest or highest first. `salary` goes by currency and then by what a year brings:
 * without exchange rates, amounts of two currencies do not compare.
 */
export const SORTS = [
  'createdAt',
  'updatedAt',
  'title',
  'company',
  'stage',
  'appliedOn',
  'followUpOn',
  'priority',
  'datePosted',
  'validThrough',
  'location',
  'salary',
] as const;
export type SortField = (typeof SORTS)[number];
const SORT_WORDS = SORTS.flatMap((field) => [field, `-${field}`] as const);

/** A whole number in a query. */
export const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.digits('Must be a whole number'),
    v.maxLength(15, 'Is too large'),
    v.transform(Number),
    v.minValue(min, `Must be at least ${min}`),
    v.maxValue(max, `Must be at most ${max}`),
  );

/** A yes or no in a query. */
export const Switch = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((word) => word === 'true'),
);

/** Which applications a list or an export holds: those that pass every filter given. */
const listFilters = {
  stage: v.optional(Stage),
  outcome: v.optional(Outcome),
  workplace: v.optional(WorkplaceType),
  tag: v.optional(line(60, 1)),
  /** The whole name, in any case. */
  company: v.optional(line(300, 1)),
  /** What a year brings at most, in whichever currency; pay by the hour counts as full-time. */
  salaryFrom: v.optional(wholeNumber(0, 999_999_999_999)),
  appliedFrom: v.optional(Day),
  appliedTo: v.optional(Day),
  /** Words that title, company, location, notes or tags hold. */
  q: v.optional(line(200, 1)),
  /** Where else `q` is looked for. */
  in: v.optional(v.picklist(['description'])),
  deleted: v.optional(Switch, 'false'),
};
const ListFilters = v.strictObject(listFilters);
export type ListFilters = v.InferOutput<typeof ListFilters>;

/** The query of `GET /api/applications`: one page by keyset; `after` is the token the page before gave. */
export const ListApplications = v.strictObject({
  limit: v.optional(wholeNumber(1, 200), '50'),
  after: v.optional(line(2000)),
  sort: v.optional(v.picklist(SORT_WORDS), '-createdAt'),
  ...listFilters,
});
export type ListApplications = v.InferOutput<typeof ListApplications>;

export const ApplicationPage = v.object({ items: v.array(Application), after: v.nullable(v.string()) });
export type ApplicationPage = v.InferOutput<typeof ApplicationPage>;

/** How many applications stand at each stage, outside the trash and in it. */
export const StageCounts = v.object({ stages: v.record(Stage, v.number()), trash: v.number() });
export type StageCounts = v.InferOutput<typeof StageCounts>;

/** Applications that may be about the same posting, and why. */
export const Duplicates = v.object({
  items: v.array(
    v.object({
      id: Id,
      title: v.string(),
      company: v.string(),
      stage: Stage,
      reason: v.picklist(['same_posting', 'same_text', 'similar_title']),
    }),
  ),
});
export type Duplicates = v.InferOutput<typeof Duplicates>;

/** The query of `GET /api/export.csv`: the list's filters, and which columns in which order (all, where none are named). */
export const ExportCsv = v.strictObject({
  ...listFilters,
  columns: v.optional(
    v.pipe(
      line(1000, 1),
      v.transform((text) => [...new Set(text.split(','))]),
      v.array(v.picklist(CSV_COLUMNS)),
    ),
  ),
});
export type ExportCsv = v.InferOutput<typeof ExportCsv>;

/** The query of `GET /api/changes`: everything with a change number above `after`, lowest first. */
export const ListChanges = v.strictObject({
  after: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER), '0'),
  limit: v.optional(wholeNumber(1, 1000), '500'),
});
export type ListChanges = v.InferOutput<typeof ListChanges>;

/** Trashed applications are among the changes, with `deletedAt`. `changeNumber` is the user's highest; ask again with the last item's while `more`. */
export const Changes = v.object({ changes: v.array(Application), changeNumber: v.number(), more: v.boolean() });
export type Changes = v.InferOutput<typeof Changes>;
