import type { Application, ApplicationChanges, Posting } from '../../contract/index.ts';

/** The fields that may be edited, as events and conflicts name them. */
export type Field = `posting.${keyof Posting}` | Exclude<keyof ApplicationChanges, 'posting'>;
export type FieldValues = Partial<Record<Field, unknown>>;

/** The fields that a PATCH names, flat. */
export function changedFields({ posting, ...pursuit }: ApplicationChanges): FieldValues {
  const ofPosting = Object.entries(posting ?? {}).map(([name, value]) => [`posting.${name}`, value]);
  const all = [...ofPosting, ...Object.entries(pursuit)];
  // Under exactOptionalPropertyTypes a parser may still set a field it did not find to undefined.
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** A field's value in an application. */
export function fieldOf(application: Application, field: Field): unknown {
  const values: Record<string, unknown> = application;
  const posting: Record<string, unknown> = application.posting;
  return field.startsWith('posting.') ? posting[field.slice('posting.'.length)] : values[field];
}

/** Whether two values of a field are the same; the parser puts the keys of a salary in one order. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const SALARY_COLUMNS = { min: 'salaryMin', max: 'salaryMax', currency: 'salaryCurrency', period: 'salaryPeriod' } as const;

/** The model's properties for changed fields: a posting's stand beside the pursuit's, and a salary takes four. */
export function columnsOf(fields: FieldValues): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field !== 'posting.salary') {
      columns[field.replace('posting.', '')] = value;
      continue;
    }
    const salary = new Map(Object.entries(value ?? {}));
    for (const [name, column] of Object.entries(SALARY_COLUMNS)) columns[column] = salary.get(name) ?? null;
  }
  return columns;
}
