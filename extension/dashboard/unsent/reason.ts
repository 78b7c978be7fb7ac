import type { Problem } from '../../../contract/index.ts';
import type { Stopped } from '../../messages/messages.ts';
import type { OutboxEntry } from '../../outbox/outbox.ts';
import { text, type PlainTextKey } from '../../texts/text.ts';

/** Why something could not be done now, as the second half of a sentence. */
export function reasonWord(reason: NonNullable<Stopped>): string {
  return text(`reason_${reason}`);
}

const EXPLAINED: Partial<Record<Problem['code'], PlainTextKey>> = {
  id_reused: 'refused_id_reused',
  too_large: 'refused_too_large',
  forbidden: 'refused_forbidden',
};

/** Why the server refused a save; names the field where one is to blame. */
export function refusalWord(problem: Problem): string {
  const [first] = problem.errors ?? [];
  if (first) return text('refused_field', { field: fieldWord(first.path), reason: first.message });
  const key = EXPLAINED[problem.code];
  return key === undefined ? text('refusedOtherwise', { reason: problem.detail ?? problem.title }) : text(key);
}

/** Why an entry is still here. */
export function entryReason(entry: OutboxEntry): string {
  if (entry.state === 'parked' && entry.problem) return refusalWord(entry.problem);
  if (entry.owner === null) return text('waitsForSignIn');
  return entry.lastError === null ? text('waitsForTurn') : text('waitsBecause', { reason: reasonWord(entry.lastError) });
}

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
