import type { Application, EditApplication, Event } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import type { PreparedJson } from '../http/prepared-json.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs } from '../postgres/user-transaction.ts';
import { changedFields, type FieldValues } from './fields.ts';
import { snapshotStatements } from './keep-snapshot.ts';
import { loadToChange } from './load-to-change.ts';
import { lockUser } from './lock-user.ts';
import { mergeChanges } from './merge-changes.ts';
import { untilWritten, writeChange } from './write-changes.ts';

/** How an event calls a change of these fields. */
export function kindOf(fields: FieldValues): Event['kind'] {
  if ('stage' in fields) return 'stage_changed';
  return Object.keys(fields).join() === 'notes' ? 'noted' : 'edited';
}

/**
 * Changes the fields that an edit names, merged with what others changed since the state it was based on; the event keeps the values
 * before. Answers with the application as it is then; an edit that changes nothing takes no change number. A snapshot that comes with it is
 * kept where it is new. Throws `not_found`, `conflict`
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
    const snapshot = snapshotStatements(user, id, edit);
    if (Object.keys(after).length > 0) {
      return writeChange(database, user, { id, seen: current.changeNumber, kind: kindOf(after), before, after }, snapshot);
    }
    if (snapshot.length > 0) await queryAllAs(database, user.id, [lockUser(user), ...snapshot]);
    return unchanged;
  });
}
