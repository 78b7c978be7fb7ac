import { raw } from 'objection';
import type { Device, Devices } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import type { Owner } from '../models/owned-model.ts';
import { SessionModel } from '../models/session-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs, userTransaction } from '../postgres/user-transaction.ts';
import type { SignedInDevice } from './signed-in-user.ts';

const LIST_DEVICES = `
select id, label, ${instant('created_at')} as "createdAt", ${instant('last_used_at')} as "lastUsedAt",
  ${instant('least(expires_at, absolute_expires_at)')} as "expiresAt", id = $2 as current
from sessions
where user_id = $1 and revoked_at is null and least(expires_at, absolute_expires_at) > now()
order by last_used_at desc, id desc
limit 200`;

/** The devices that are signed in, the one used last first; of more than 200, those. */
export async function listDevices(database: Database, { id, sessionId }: SignedInDevice): Promise<Devices> {
  const { rows } = await queryAs<Device>(database, id, { name: 'list-devices', text: LIST_DEVICES, values: [id, sessionId] });
  return { items: rows };
}

/** Signs one device out. Repeated, nothing changes. Throws `not_found` for an id that is none of the account's sessions. */
export async function revokeDevice(database: Database, user: Owner, id: string): Promise<void> {
  await userTransaction(database, user.id, async (trx) => {
    const session = await SessionModel.ownedBy(user, trx).findOne('id', id).select('revoked_at').forUpdate();
    if (session === undefined) throw new ProblemError('not_found');
    if (session.revokedAt !== null) return;
    await SessionModel.ownedBy(user, trx)
      .where('id', id)
      .patch({ revokedAt: raw('clock_timestamp()'), revokedReason: 'revoked' });
  });
}
