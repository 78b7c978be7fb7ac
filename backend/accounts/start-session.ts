import { raw } from 'objection';
import type { Transaction } from 'objection';
import { v7 } from 'uuid';
import type { Keep, Session, User } from '../../contract/index.ts';
import { SessionModel } from '../models/session-model.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token.ts';
import { writeRefreshToken } from './refresh-token.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A device that is not used ends its session by itself. */
export const IDLE_DAYS = 30;
/** And however much it is used, somebody signs in again: twice a year in an extension, monthly where a browser is shared more easily. */
const ABSOLUTE_DAYS: Record<Keep, number> = { body: 180, cookie: 30 };
/** So long the row of a session that has ended still says why. */
const REMEMBERED_DAYS = 30;

/** A signed-in device's next pair of tokens, and where its refresh token is to be kept. */
export interface StartedSession {
  keep: Keep;
  session: Session & { refreshToken: string };
}

/** Makes the row of a newly signed-in device, in the user's own transaction, and clears away those long over; returns what signs it in. */
export async function startSession(
  trx: Transaction,
  tokens: AccessTokens,
  user: User,
  { label, keep }: { label: string; keep: Keep },
): Promise<StartedSession> {
  await SessionModel.ownedBy(user, trx)
    .whereRaw(`least(revoked_at, expires_at, absolute_expires_at) < now() - interval '${REMEMBERED_DAYS} days'`)
    .delete();
  const token = { userId: user.id, sessionId: v7(), secret: newSecret() };
  await SessionModel.query(trx).insert({
    userId: user.id,
    id: token.sessionId,
    label,
    keep,
    currentHash: hashSecret(token.secret),
    expiresAt: raw(`now() + interval '${IDLE_DAYS} days'`),
    absoluteExpiresAt: raw(`now() + interval '${ABSOLUTE_DAYS[keep]} days'`),
  });
  return { keep, session: presentSession(tokens, user, token.sessionId, writeRefreshToken(token)) };
}

/** The pair of tokens and whose they are. */
export function presentSession(
  tokens: AccessTokens,
  { id, email, name, role, createdAt }: User,
  sessionId: string,
  refreshToken: string,
): StartedSession['session'] {
  return {
    accessToken: tokens.issue(id, sessionId),
    expiresIn: ACCESS_TOKEN_SECONDS,
    refreshToken,
    user: { id, email, name, role, createdAt },
  };
}
