import * as v from 'valibot';
import { Day, line, prose, WebUrl } from './text.ts';

/** schema.org's and Google's list for JobPosting.employmentType. */
export const EMPLOYMENT_TYPES = ['FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER'] as const;
export const EmploymentType = v.picklist(EMPLOYMENT_TYPES);
export type EmploymentType = v.InferOutput<typeof EmploymentType>;

export const WORKPLACE_TYPES = ['REMOTE', 'HYBRID', 'ONSITE'] as const;
export const WorkplaceType = v.picklist(WORKPLACE_TYPES);
export type WorkplaceType = v.InferOutput<typeof WorkplaceType>;

export const SALARY_PERIODS = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const;
export const SalaryPeriod = v.picklist(SALARY_PERIODS);
export type SalaryPeriod = v.InferOutput<typeof SalaryPeriod>;

/** Amounts are in units of the currency (not cents), rounded to two decimals, the widest that `numeric(14,2)` holds. */
const Amount = v.nullable(
  v.pipe(
    v.number(),
    v.finite(),
    v.minValue(0, 'Must not be negative'),
    v.maxValue(999_999_999_999, 'Is too large'),
    v.transform((amount) => Math.round(amount * 100) / 100),
  ),
);

/** Pay as stated: one or both ends of a range, an ISO 4217 code and a period where the text says so. */
export const Salary = v.pipe(
  v.strictObject({
    min: Amount,
    max: Amount,
    currency: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Must be a currency code like EUR'))),
    period: v.nullable(SalaryPeriod),
  }),
  v.check(({ min, max }) => min !== null || max !== null, 'Needs a lower or an upper end'),
  v.check(({ min, max }) => min === null || max === null || min <= max, 'The lower end must not be above the upper end'),
);
export type Salary = v.InferOutput<typeof Salary>;

/** The advertisement as its employer published it. Only title, company and address must be there; company is `""` where the person left it so. */
export const Posting = v.strictObject({
  title: line(500, 1),
  company: line(300),
  location: v.nullish(line(500), null),
  workplaceType: v.nullish(WorkplaceType, null),
  employmentType: v.nullish(EmploymentType, null),
  salary: v.nullish(Salary, null),
  datePosted: v.nullish(Day, null),
  validThrough: v.nullish(Day, null),
  /** Markdown. */
  description: v.nullish(prose(200_000), null),
  url: WebUrl,
});
export type Posting = v.InferOutput<typeof Posting>;

/** The fields that a page can tell; the address is the browser's. */
export const POSTING_FIELDS = [
  'title',
  'company',
  'location',
  'workplaceType',
  'employmentType',
  'salary',
  'datePosted',
  'validThrough',
  'description',
] as const;
export type PostingField = (typeof POSTING_FIELDS)[number];
