import type { Transaction } from 'objection';
import type { Application, EditApplication, Event } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import { ApplicationModel } from '../models/application-model.ts';
import { EventModel } from '../models/event-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { lockUser, nextChange } from './change-number.ts';
import { changedFields, columnsOf, type FieldValues } from './fields.ts';
import { mergeChanges } from './merge-changes.ts';
import { loadApplication } from './read-application.ts';

/** The fields that changed since a change number. A save changes none: it is the first state there is to base an edit on. */
async function fieldsChangedSince(trx: Transaction, user: SignedInUser, id: string, basedOn: number): Promise<Set<string>> {
  const events = await EventModel.ownedBy(user, trx)
    .where('application_id', id)
    .where('change_number', '>', basedOn)
    .whereIn('kind', ['edited', 'stage_changed', 'noted'])
    .select('after');
  return new Set(events.flatMap(({ after }) => Object.keys(after)));
}

function kindOf(fields: FieldValues): Event['kind'] {
  if ('stage' in fields) return 'stage_changed';
  return Object.keys(fields).join() === 'notes' ? 'noted' : 'edited';
}

/**
 * Changes the fields that an edit names, merged with what others changed since the state it was based on; the event keeps the values
 * before. Answers with the application as it is then; an edit that changes nothing takes no change number. Throws `not_found`, `conflict`
 * with both values of each field and the current state, or `invalid_input`.
 */
export function editApplication(database: Database, user: SignedInUser, id: string, edit: EditApplication): Promise<Application> {
  return userTransaction(database, user.id, async (trx) => {
    await lockUser(trx, user);
    const current = await loadApplication(trx, user, id);
    const theirs = await fieldsChangedSince(trx, user, id, edit.basedOn);
    const { before, after, conflicts, isInconsistent } = mergeChanges(current, changedFields(edit.changes), theirs, edit.overwrite);
    if (conflicts.length > 0) throw new ProblemError('conflict', { members: { conflicts, current } });
    if (isInconsistent) {
      const errors = [{ path: 'changes.outcome', message: 'Only a closed application has an outcome' }];
      throw new ProblemError('invalid_input', { members: { errors } });
    }
    if (Object.keys(after).length === 0) return current;

    const { changeNumber, at } = await nextChange(trx, user);
    await ApplicationModel.ownedBy(user, trx)
      .where('id', id)
      .patch({ ...columnsOf(after), changeNumber, updatedAt: at });
    await recordEvent(trx, user, { applicationId: id, changeNumber, at, kind: kindOf(after), before, after });
    return loadApplication(trx, user, id);
  });
}
