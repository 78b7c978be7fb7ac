import type { Application, Posting } from '../../contract/index.ts';
import { instant } from '../models/instant.sql.ts';

type Columns<T> = Record<keyof T, string>;

/** A record's JSON is written in one go, however deep; each json_build_object would copy what is inside it once more. */
function record(columns: Record<string, string>): string {
  return `(select x from (select ${Object.entries(columns)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ')}) x)`;
}

/**
 * SQL that makes a record of a row of `applications` called `row`, whose JSON is the contract's Application. Every read and every write
 * answers with this one expression; the compiler asks for each field of the contract.
 */
export function applicationRecord(row: string): string {
  const posting: Columns<Posting> = {
    title: `${row}.title`,
    company: `${row}.company`,
    location: `${row}.location`,
    workplaceType: `${row}.workplace_type`,
    employmentType: `${row}.employment_type`,
    salary: `case when ${row}.salary_min is not null or ${row}.salary_max is not null then ${record({
      min: `trim_scale(${row}.salary_min)`,
      max: `trim_scale(${row}.salary_max)`,
      currency: `${row}.salary_currency`,
      period: `${row}.salary_period`,
    })} end`,
    datePosted: `${row}.date_posted`,
    validThrough: `${row}.valid_through`,
    description: `${row}.description`,
    url: `${row}.url`,
  };
  const application: Columns<Application> = {
    id: `${row}.id`,
    posting: record(posting),
    postingKey: `${row}.posting_key`,
    stage: `${row}.stage`,
    outcome: `${row}.outcome`,
    appliedOn: `${row}.applied_on`,
    followUpOn: `${row}.follow_up_on`,
    priority: `${row}.priority`,
    notes: `${row}.notes`,
    tags: `${row}.tags`,
    origins: `${row}.origins`,
    capturedAt: instant(`${row}.captured_at`),
    changeNumber: `${row}.change_number`,
    createdAt: instant(`${row}.created_at`),
    updatedAt: instant(`${row}.updated_at`),
    deletedAt: instant(`${row}.deleted_at`),
  };
  return record(application);
}

/** The same as json. */
export function applicationJson(row: string): string {
  return `to_json(${applicationRecord(row)})`;
}
