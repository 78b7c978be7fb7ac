import { raw, type Transaction } from 'objection';
import type { Owner } from '../models/owned-model.ts';
import { ApiTokenModel } from '../models/api-token-model.ts';
import { SessionModel, type RevokedReason } from '../models/session-model.ts';

/** Ends every session of an account, in its own transaction. Their access tokens are refused from the next request on. Returns how many. */
export async function endSessions(trx: Transaction, owner: Owner, revokedReason: RevokedReason): Promise<number> {
  return SessionModel.ownedBy(owner, trx)
    .whereNull('revoked_at')
    .patch({ revokedAt: raw('clock_timestamp()'), revokedReason });
}

/**
 * Ends whatever lets somebody into an account: sessions as above, and API tokens. Who chooses a new password may do so because somebody
 * else was in, and that one could have made a token to stay.
 */
export async function endAccess(trx: Transaction, owner: Owner, revokedReason: RevokedReason): Promise<void> {
  await endSessions(trx, owner, revokedReason);
  await ApiTokenModel.ownedBy(owner, trx).delete();
}

/**
 * Ends the recovery codes of an account whose password is replaced by other means than one of them: who knew the old one could have
 * made them, to come back with.
 */
export async function deleteRecoveryCodes(trx: Transaction, { id }: Owner): Promise<void> {
  await trx('recovery_codes').where('user_id', id).delete();
}

/**
 * Ends the API tokens of an account that is being locked, for good, and keeps them: who shows one is told `user_disabled` for as long as
 * the account is locked, and `token_expired` from then on. One that was deleted would be told to be a mistake.
 */
export async function expireApiTokens(trx: Transaction, owner: Owner): Promise<void> {
  await ApiTokenModel.ownedBy(owner, trx)
    .where('expires_at', '>', raw('now()'))
    .patch({ expiresAt: raw('now()') });
}
