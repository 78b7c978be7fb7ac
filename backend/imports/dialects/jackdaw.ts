import { CSV_COLUMNS, type CsvColumn } from '../../../contract/csv.ts';
import { STAGES } from '../../../contract/application.ts';
import type { Dialect, Field } from '../dialect.ts';

const FIELD_OF: Record<CsvColumn, Field> = {
  id: 'id',
  title: 'title',
  company: 'company',
  location: 'location',
  workplace_type: 'workplaceType',
  employment_type: 'employmentType',
  salary_min: 'salaryMin',
  salary_max: 'salaryMax',
  salary_currency: 'salaryCurrency',
  salary_period: 'salaryPeriod',
  stage: 'stage',
  outcome: 'outcome',
  applied_on: 'appliedOn',
  follow_up_on: 'followUpOn',
  priority: 'priority',
  tags: 'tags',
  notes: 'notes',
  url: 'url',
  date_posted: 'datePosted',
  valid_through: 'validThrough',
  saved_at: 'createdAt',
  updated_at: 'updatedAt',
  description: 'description',
};

/** Our own CSV export, perhaps saved again by a spreadsheet. */
export const jackdaw: Dialect = {
  name: 'jackdaw_csv',
  signature: [['id'], ['title'], ['company'], ['stage'], ['url'], ['saved_at'], ['valid_through']],
  columns: Object.fromEntries(CSV_COLUMNS.map((column) => [FIELD_OF[column], [column]])),
  stages: Object.fromEntries(STAGES.map((stage) => [stage, stage])),
  identity: ['id'],
  own: true,
};
