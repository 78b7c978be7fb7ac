import type { Application, EditApplication, Event } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import type { PreparedJson } from '../http/prepared-json.ts';
import type { Database } from '../postgres/pools.ts';
import { changedFields, type FieldValues } from './fields.ts';
import { loadToChange } from './load-to-change.ts';
import { mergeChanges } from './merge-changes.ts';
import { untilWritten, writeChange } from './write-changes.ts';

/** How an event calls a change of these fields. */
export function kindOf(fields: FieldValues): Event['kind'] {
  if ('stage' in fields) return 'stage_changed';
  return Object.keys(fields).join() === 'notes' ? 'noted' : 'edited';
}

/**
 * Changes the fields that an edit names, merged with what others changed since the state it was based on; the event keeps the values
 * before. Answers with the application as it is then; an edit that changes nothing takes no change number. Throws `not_found`, `conflict`
 * with both values of each field and the current state, or `invalid_input`.
 */
export function editApplication(
  database: Database,
  user: SignedInUser,
  id: string,
  edit: EditApplication,
): Promise<PreparedJson<Application>> {
  return untilWritten(async () => {
    const { current, unchanged, changedSince } = await loadToChange(database, user, id, edit.basedOn);
    const { before, after, conflicts, isInconsistent } = mergeChanges(current, changedFields(edit.changes), changedSince, edit.overwrite);
    if (conflicts.length > 0) throw new ProblemError('conflict', { members: { conflicts, current } });
    if (isInconsistent) {
      const errors = [{ path: 'changes.outcome', message: 'Only a closed application has an outcome' }];
      throw new ProblemError('invalid_input', { members: { errors } });
    }
    if (Object.keys(after).length === 0) return unchanged;
    return writeChange(database, user, { id, seen: current.changeNumber, kind: kindOf(after), before, after });
  });
}
