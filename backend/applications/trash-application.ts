import type { Application } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { recordEvent } from '../events/record-event.ts';
import { ApplicationModel } from '../models/application-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { lockUser, nextChange } from './change-number.ts';
import { loadApplication } from './read-application.ts';

function move(database: Database, user: SignedInUser, id: string, kind: 'deleted' | 'restored'): Promise<Application> {
  return userTransaction(database, user.id, async (trx) => {
    await lockUser(trx, user);
    const current = await loadApplication(trx, user, id);
    if ((current.deletedAt !== null) === (kind === 'deleted')) return current;
    const { changeNumber, at } = await nextChange(trx, user);
    const deletedAt = kind === 'deleted' ? at : null;
    await ApplicationModel.ownedBy(user, trx).where('id', id).patch({ deletedAt, changeNumber, updatedAt: at });
    const [before, after] = [{ deletedAt: current.deletedAt }, { deletedAt: deletedAt?.toISOString() ?? null }];
    await recordEvent(trx, user, { applicationId: id, changeNumber, at, kind, before, after });
    return loadApplication(trx, user, id);
  });
}

/** Moves an application to the trash: out of lists and exports, still among the changes. There already: nothing. Throws `not_found`. */
export const deleteApplication = (database: Database, user: SignedInUser, id: string): Promise<Application> =>
  move(database, user, id, 'deleted');

/** Takes an application out of the trash. Not in there: nothing. Throws `not_found`. */
export const restoreApplication = (database: Database, user: SignedInUser, id: string): Promise<Application> =>
  move(database, user, id, 'restored');
