import type { Application } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import type { PreparedJson } from '../http/prepared-json.ts';
import type { Database } from '../postgres/pools.ts';
import { loadToChange } from './load-to-change.ts';
import { untilWritten, writeChange } from './write-changes.ts';

function move(database: Database, user: SignedInUser, id: string, kind: 'deleted' | 'restored'): Promise<PreparedJson<Application>> {
  return untilWritten(async () => {
    const { current, unchanged, now } = await loadToChange(database, user, id, 0);
    if ((current.deletedAt !== null) === (kind === 'deleted')) return unchanged;
    const before = { deletedAt: current.deletedAt };
    const after = { deletedAt: kind === 'deleted' ? now : null };
    return writeChange(database, user, { id, seen: current.changeNumber, kind, before, after });
  });
}

/** Moves an application to the trash: out of lists and exports, still among the changes. There already: nothing. Throws `not_found`. */
export const deleteApplication = (database: Database, user: SignedInUser, id: string): Promise<PreparedJson<Application>> =>
  move(database, user, id, 'deleted');

/** Takes an application out of the trash. Not in there: nothing. Throws `not_found`. */
export const restoreApplication = (database: Database, user: SignedInUser, id: string): Promise<PreparedJson<Application>> =>
  move(database, user, id, 'restored');
