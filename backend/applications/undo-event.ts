import * as v from 'valibot';
import { ApplicationChanges, Instant, type Application, type Event } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import type { PreparedJson } from '../http/prepared-json.ts';
import type { Database } from '../postgres/pools.ts';
import { changedFields, fieldOf, isSame, type Field, type FieldValues } from './fields.ts';
import { loadToUndo, type LoadedEvent } from './load-to-change.ts';
import { mergeChanges } from './merge-changes.ts';
import { untilWritten, writeChange } from './write-changes.ts';

const DeletedAt = v.nullable(Instant);

/** These made the application: what takes them back is the trash. */
const FIRST_KINDS: readonly Event['kind'][] = ['saved', 'imported'];

function refusal(message: string): ProblemError {
  return new ProblemError('invalid_input', { members: { errors: [{ path: 'eventId', message }] } });
}

/**
 * The values that an event's fields had before it. An event may have come with an import, and so from anybody: its values pass the same
 * parser as an edit's. Throws `invalid_input` for an event that changed nothing or holds what cannot be.
 */
function valuesBefore({ kind, before, after }: LoadedEvent['event']): FieldValues {
  if (FIRST_KINDS.includes(kind)) throw refusal('A save or an import cannot be undone: delete the application instead');
  const changed = Object.entries(before).filter(([field]) => field in after);
  if (changed.length === 0) throw refusal('Nothing was changed by it');
  const posting = changed
    .filter(([field]) => field.startsWith('posting.'))
    .map(([field, value]) => [field.slice('posting.'.length), value]);
  const pursuit = changed.filter(([field]) => field !== 'deletedAt' && !field.startsWith('posting.'));
  const changes = v.safeParse(ApplicationChanges, { ...Object.fromEntries(pursuit), posting: Object.fromEntries(posting) });
  const deletedAt = v.safeParse(v.optional(DeletedAt), 'deletedAt' in after ? before['deletedAt'] : undefined);
  if (!changes.success || !deletedAt.success) throw refusal('It tells of values that are not possible');
  return { ...changedFields(changes.output), ...(deletedAt.output === undefined ? {} : { deletedAt: deletedAt.output }) };
}

/** What is no longer as the event left it. A field changed away and back is: its value is what the person sees being taken back. */
function changedSinceEvent({ current, changedSince, event: { after } }: LoadedEvent): Set<string> {
  const ofEvent = Object.keys(after).filter((field) => !isSame(fieldOf(current, field as Field), after[field]));
  return new Set([...[...changedSince].filter((field) => !(field in after)), ...ofEvent]);
}

/**
 * Gives the fields that an event changed their values before it, all or none; an event like any other tells of it, so it can be undone
 * too. Fields that have that value already stay; with none left nothing changes. Throws `not_found`, `conflict` with both values of each
 * field that is not as the event left it, or `invalid_input` for an event that cannot be undone.
 */
export function undoEvent(database: Database, user: SignedInUser, id: string, eventId: string): Promise<PreparedJson<Application>> {
  return untilWritten(async () => {
    const loaded = await loadToUndo(database, user, id, eventId);
    const { current, unchanged } = loaded;
    const { before, after, conflicts, isInconsistent } = mergeChanges(
      current,
      valuesBefore(loaded.event),
      changedSinceEvent(loaded),
      false,
    );
    if (conflicts.length > 0) throw new ProblemError('conflict', { members: { conflicts, current } });
    if (isInconsistent) throw refusal('It would give an outcome to an application that is not closed');
    if (Object.keys(after).length === 0) return unchanged;
    return writeChange(database, user, { id, seen: current.changeNumber, kind: 'undone', before, after });
  });
}
