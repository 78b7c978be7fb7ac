import { text, type PlainTextKey } from './text.ts';

const FIELDS: Record<string, PlainTextKey> = {
  'posting.title': 'field_title',
  'posting.company': 'field_company',
  'posting.location': 'field_location',
  'posting.workplaceType': 'field_workplaceType',
  'posting.employmentType': 'field_employmentType',
  'posting.salary': 'field_salary',
  'posting.datePosted': 'field_datePosted',
  'posting.validThrough': 'field_validThrough',
  'posting.description': 'field_description',
  'posting.url': 'field_url',
  stage: 'field_stage',
  outcome: 'field_outcome',
  appliedOn: 'field_appliedOn',
  followUpOn: 'field_followUpOn',
  priority: 'field_priority',
  notes: 'field_notes',
  tags: 'field_tags',
};

/** What a person calls a field named by its path in a body: `posting.salary.min` is the pay. */
export function fieldWord(path: string): string {
  const key = FIELDS[path] ?? FIELDS[path.split('.').slice(0, 2).join('.')] ?? FIELDS[path.split('.')[0] ?? ''];
  return key === undefined ? path : text(key);
}
