import { raw, type Transaction } from 'objection';
import type { ProblemCode, User } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import { SessionModel } from '../models/session-model.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import type { Accounts } from './accounts.ts';
import { parseRefreshToken, succeed, writeRefreshToken, type RefreshToken } from './refresh-token.ts';
import { hashSecret } from './secrets.ts';
import { IDLE_DAYS, presentSession, type StartedSession } from './start-session.ts';

/** Two windows that refresh at once: so long, the token before is answered with the same successor again, whoever uses that already. */
const GRACE_SECONDS = 10;

interface Row extends User {
  current: Buffer;
  previous: Buffer | null;
  revoked: string | null;
  disabled: boolean;
  expired: boolean;
  inGrace: boolean;
  /** Nobody has shown an access token of the last reply: it may never have come to anybody, as where a browser was killed waiting for it. */
  unused: boolean;
}

const LOCK_SESSION = `
select s.current_hash as current, s.previous_hash as previous, u.disabled_at is not null as disabled,
  case when s.revoked_at is not null then coalesce(s.revoked_reason, 'revoked') end as revoked,
  clock_timestamp() >= least(s.expires_at, s.absolute_expires_at) as expired,
  clock_timestamp() < s.rotated_at + interval '${GRACE_SECONDS} seconds' as "inGrace", s.last_used_at <= s.rotated_at as unused,
  u.id, u.email, u.name, u.role, ${instant('u.created_at')} as "createdAt"
from sessions s join users u on u.id = s.user_id
where s.user_id = ? and s.id = ? and u.id = s.user_id
for update of s`;

async function lockSession(trx: Transaction, { userId, sessionId }: RefreshToken): Promise<Row | undefined> {
  const { rows } = await trx.raw<{ rows: Row[] }>(LOCK_SESSION, [userId, sessionId]);
  return rows[0];
}

function refusalOf(row: Row | undefined): ProblemCode | undefined {
  if (row === undefined) return 'token_invalid';
  if (row.disabled) return 'user_disabled';
  if (row.revoked !== null) return row.revoked === 'reused' ? 'session_reused' : 'session_revoked';
  return row.expired ? 'token_expired' : undefined;
}

/** In one transaction under the session's row lock. Answers with a refusal instead of throwing it: what it wrote has to be kept. */
async function rotate(
  trx: Transaction,
  keys: Accounts['keys'],
  token: RefreshToken,
): Promise<ProblemCode | { user: User; secret: Buffer }> {
  const row = await lockSession(trx, token);
  const refusal = refusalOf(row);
  if (row === undefined || refusal !== undefined) return refusal ?? 'token_invalid';

  const session = () => SessionModel.query(trx).findById([token.userId, token.sessionId]);
  const presented = hashSecret(token.secret);
  if (presented.equals(row.current)) {
    const secret = succeed(keys.current.successor, token.sessionId, token.secret);
    await session().patch({
      previousHash: row.current,
      currentHash: hashSecret(secret),
      // The same instant in both, until the reply is used.
      rotatedAt: raw('now()'),
      lastUsedAt: raw('now()'),
      expiresAt: raw(`clock_timestamp() + interval '${IDLE_DAYS} days'`),
    });
    return { user: row, secret };
  }
  // While it is the previous one, its successor was not exchanged yet: whoever holds that still has the whole session.
  if ((row.inGrace || row.unused) && row.previous?.equals(presented)) {
    // Made with the key of now, or with the one before when the installation's secret was changed in between.
    const made = keys.all.map(({ successor }) => succeed(successor, token.sessionId, token.secret));
    const secret = made.find((one) => row.current.equals(hashSecret(one)));
    if (secret !== undefined) return { user: row, secret };
  }
  // An older token: two hold this session's tokens, and one of them should not. Nobody can tell which.
  await session().patch({ revokedAt: raw('clock_timestamp()'), revokedReason: 'reused' });
  return 'session_reused';
}

/**
 * Exchanges a refresh token for the next pair. Throws `token_invalid`, `token_expired`, `session_revoked`, `user_disabled`, or
 * `session_reused`, after which the session is over for everybody.
 */
export async function refresh({ database, tokens, keys }: Accounts, refreshToken: string): Promise<StartedSession['session']> {
  const token = parseRefreshToken(refreshToken);
  if (token === undefined) throw new ProblemError('token_invalid');
  const outcome = await userTransaction(database, token.userId, (trx) => rotate(trx, keys, token));
  if (typeof outcome === 'string') throw new ProblemError(outcome);
  return presentSession(tokens, outcome.user, token.sessionId, writeRefreshToken({ ...token, secret: outcome.secret }));
}
