import { raw } from 'objection';
import { SessionModel } from '../models/session-model.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { endSessions } from './end-sessions.ts';
import { parseRefreshToken } from './refresh-token.ts';
import { hashSecret } from './secrets.ts';

/** Ends the session of a refresh token, current or previous. Any other text ends nothing, and is told nothing. */
export async function signOut(database: Database, refreshToken: string): Promise<void> {
  const token = parseRefreshToken(refreshToken);
  if (token === undefined) return;
  const hash = hashSecret(token.secret);
  await userTransaction(database, token.userId, async (trx) => {
    await SessionModel.ownedBy({ id: token.userId }, trx)
      .where('id', token.sessionId)
      .whereNull('revoked_at')
      .where((either) => {
        void either.where('current_hash', hash).orWhere('previous_hash', hash);
      })
      .patch({ revokedAt: raw('clock_timestamp()'), revokedReason: 'signed_out' });
  });
}

/** Ends every session of an account, the one that asks too: its access tokens are refused from the next request on. */
export async function signOutEverywhere(database: Database, user: Owner): Promise<void> {
  await userTransaction(database, user.id, async (trx) => {
    await endSessions(trx, user, 'signed_out_everywhere');
  });
}
