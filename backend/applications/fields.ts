import { isDeepStrictEqual } from 'node:util';
import type { Application, ApplicationChanges, Posting } from '../../contract/index.ts';

/** The fields that may change, as events and conflicts name them. `deletedAt` is the trash's: no edit names it. */
export type Field = `posting.${keyof Posting}` | Exclude<keyof ApplicationChanges, 'posting'> | 'deletedAt';
export type FieldValues = Partial<Record<Field, unknown>>;
/** As much of an application as a change looks at. */
export type Current = Pick<Application, 'stage' | 'outcome' | 'deletedAt'> & Partial<Application>;

/** The fields that a PATCH names, flat. */
export function changedFields({ posting, ...pursuit }: ApplicationChanges): FieldValues {
  const ofPosting = Object.entries(posting ?? {}).map(([name, value]) => [`posting.${name}`, value]);
  const all = [...ofPosting, ...Object.entries(pursuit)];
  // Under exactOptionalPropertyTypes a parser may still set a field it did not find to undefined.
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** A field's value in an application. */
export function fieldOf(application: Current, field: Field): unknown {
  const values: Record<string, unknown> = application;
  const posting: Record<string, unknown> = application.posting ?? {};
  return field.startsWith('posting.') ? posting[field.slice('posting.'.length)] : values[field];
}

/** Whether two values of a field are the same; in an event the database keeps the keys of a salary in an order of its own. */
export function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}

/** The column of each field but the salary, which takes four. */
const COLUMNS: Record<Exclude<Field, 'posting.salary'>, string> = {
  'posting.title': 'title',
  'posting.company': 'company',
  'posting.location': 'location',
  'posting.workplaceType': 'workplace_type',
  'posting.employmentType': 'employment_type',
  'posting.datePosted': 'date_posted',
  'posting.validThrough': 'valid_through',
  'posting.description': 'description',
  'posting.url': 'url',
  stage: 'stage',
  outcome: 'outcome',
  appliedOn: 'applied_on',
  followUpOn: 'follow_up_on',
  priority: 'priority',
  notes: 'notes',
  tags: 'tags',
  deletedAt: 'deleted_at',
};
const SALARY_COLUMNS = { min: 'salary_min', max: 'salary_max', currency: 'salary_currency', period: 'salary_period' } as const;

/** Every column that a change may write. */
export const CHANGED_COLUMNS: readonly string[] = [...Object.values(COLUMNS), ...Object.values(SALARY_COLUMNS)];

/** The columns of changed fields, with their new values as JSON has them. */
export function columnsOf({ 'posting.salary': salary, ...fields }: FieldValues): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(COLUMNS)) if (field in fields) columns[column] = fields[field as keyof typeof COLUMNS];
  if (salary !== undefined) {
    const stated = new Map(Object.entries(salary ?? {}));
    for (const [name, column] of Object.entries(SALARY_COLUMNS)) columns[column] = stated.get(name) ?? null;
  }
  return columns;
}
