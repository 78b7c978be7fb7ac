import type { FieldConflict } from '../../contract/index.ts';
import { fieldOf, isSame, type Current, type Field, type FieldValues } from './fields.ts';

/** What an edit comes to: the fields to write with their values before, or why it can't be done. */
export interface Merge {
  before: FieldValues;
  after: FieldValues;
  conflicts: FieldConflict[];
  /** An outcome for an application that is not closed. */
  isInconsistent: boolean;
}

/**
 * Merges an edit into the application as it is. `theirs` are the fields that others changed since the state the edit was made on: the
 * same field changed to different values by both is a conflict, unless `overwrite` says that this side wins. Different fields merge.
 */
export function mergeChanges(current: Current, yours: FieldValues, theirs: ReadonlySet<string>, overwrite: boolean): Merge {
  const wanted = { ...yours };
  const stage = wanted.stage ?? current.stage;
  // Only a closed application has an outcome: who opens it again takes it back, and need not say so.
  if (stage !== 'closed' && !('outcome' in wanted) && current.outcome !== null) wanted.outcome = null;

  const fields = (Object.keys(wanted) as Field[]).filter((field) => !isSame(wanted[field], fieldOf(current, field)));
  const before: FieldValues = {};
  const after: FieldValues = {};
  const conflicts: FieldConflict[] = [];
  for (const field of fields) {
    before[field] = fieldOf(current, field);
    after[field] = wanted[field];
    if (theirs.has(field) && !overwrite) conflicts.push({ field, yours: wanted[field], theirs: before[field] });
  }

  const outcome = 'outcome' in wanted ? wanted.outcome : current.outcome;
  const isInconsistent = outcome !== null && stage !== 'closed';
  // Closed when this side named its outcome, opened by another meanwhile: that is a disagreement and no mistake.
  const isOpenedMeanwhile = isInconsistent && !('stage' in wanted) && theirs.has('stage') && !overwrite;
  if (isOpenedMeanwhile && !conflicts.some(({ field }) => field === 'outcome')) {
    conflicts.push({ field: 'outcome', yours: outcome, theirs: current.outcome });
  }
  return { before, after, conflicts, isInconsistent };
}
