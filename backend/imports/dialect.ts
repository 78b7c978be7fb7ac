import type { DialectName, StageMeaning } from '../../contract/imports.ts';

/** What a column can hold. */
export type Field =
  | 'id'
  | 'title'
  | 'company'
  | 'location'
  | 'url'
  | 'description'
  | 'notes'
  | 'tags'
  | 'salary'
  | 'salaryMin'
  | 'salaryMax'
  | 'salaryCurrency'
  | 'salaryPeriod'
  | 'employmentType'
  | 'workplaceType'
  | 'stage'
  | 'outcome'
  | 'priority'
  | 'appliedOn'
  | 'followUpOn'
  | 'datePosted'
  | 'validThrough'
  | 'createdAt'
  | 'updatedAt';

/** A product's table, as data. Headers are written as the product writes them; they are matched by letters and digits only, in any case. */
export interface Dialect {
  name: Exclude<DialectName, 'jackdaw_json'>;
  /** Recognised when each group has at least one of its headers in the file. */
  signature: readonly (readonly string[])[];
  /** Where each field is; of several headers, the first that the file has. */
  columns: Partial<Record<Field, readonly string[]>>;
  /** What this product's own words mean, beside those that everybody uses. */
  stages?: Readonly<Record<string, StageMeaning['stage'] | StageMeaning>>;
  /** Where there is no status column: every row stands there. */
  stage?: StageMeaning['stage'];
  /** Under these status words the `appliedOn` column is another date. */
  appliedOnMeans?: Readonly<Record<string, 'validThrough' | 'followUpOn'>>;
  /** The order this product is known to write, for columns that fit both. */
  dateOrder?: 'day first' | 'month first';
  /** Fields whose cells tell a row from all others of this product for ever; without them, address, title and company do. */
  identity?: readonly Field[];
  /** Written by our own export: ids are kept, formula guards undone, and only an empty cell means nothing. */
  own?: boolean;
}

/** Headers are the same when their letters and digits are: `Job Title`, `jobTitle` and `job_title`. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
