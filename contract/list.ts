import * as v from 'valibot';
import { Application, Stage } from './application.ts';
import { line } from './text.ts';

/** What a list may be sorted by; a leading `-` means newest or highest first. */
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
] as const;
export type SortField = (typeof SORTS)[number];
const SORT_WORDS = SORTS.flatMap((field) => [field, `-${field}`] as const);

const wholeNumber = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.digits('Must be a whole number'),
    v.maxLength(15, 'Is too large'),
    v.transform(Number),
    v.minValue(min, `Must be at least ${min}`),
    v.maxValue(max, `Must be at most ${max}`),
  );

const Switch = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((word) => word === 'true'),
);

/** The query of `GET /api/applications`: one page by keyset; `after` is the token the page before gave. */
export const ListApplications = v.strictObject({
  limit: v.optional(wholeNumber(1, 200), '50'),
  after: v.optional(line(2000)),
  sort: v.optional(v.picklist(SORT_WORDS), '-createdAt'),
  stage: v.optional(Stage),
  tag: v.optional(line(60, 1)),
  q: v.optional(line(200, 1)),
  deleted: v.optional(Switch, 'false'),
});
export type ListApplications = v.InferOutput<typeof ListApplications>;

export const ApplicationPage = v.object({ items: v.array(Application), after: v.nullable(v.string()) });
export type ApplicationPage = v.InferOutput<typeof ApplicationPage>;

/** The query of `GET /api/changes`: everything with a change number above `after`, lowest first. */
export const ListChanges = v.strictObject({
  after: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER), '0'),
  limit: v.optional(wholeNumber(1, 1000), '500'),
});
export type ListChanges = v.InferOutput<typeof ListChanges>;

/** Trashed applications are among the changes, with `deletedAt`. `changeNumber` is the user's highest; ask again with the last item's while `more`. */
export const Changes = v.object({ changes: v.array(Application), changeNumber: v.number(), more: v.boolean() });
export type Changes = v.InferOutput<typeof Changes>;
