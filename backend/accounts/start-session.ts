import { raw } from 'objection';
import type { Transaction } from 'objection';
import { v7 } from 'uuid';
import type { Session, User } from '../../contract/index.ts';
import { SessionModel } from '../models/session-model.ts';
import { ACCESS_TOKEN_SECONDS, type AccessTokens } from './access-token.ts';
import { hashSecret, newSecret, writeRefreshToken } from './refresh-token.ts';

/** A device that is not used ends its session by itself; and however much it is used, twice a year somebody signs in again. */
export const IDLE_DAYS = 30;
const ABSOLUTE_DAYS = 180;

/** Makes the row of a newly signed-in device, in the user's own transaction; returns the reply that signs it in. */
export async function startSession(trx: Transaction, tokens: AccessTokens, user: User, label: string): Promise<Session> {
  const token = { userId: user.id, sessionId: v7(), secret: newSecret() };
  await SessionModel.query(trx).insert({
    userId: user.id,
    id: token.sessionId,
    label,
    currentHash: hashSecret(token.secret),
    expiresAt: raw(`now() + interval '${IDLE_DAYS} days'`),
    absoluteExpiresAt: raw(`now() + interval '${ABSOLUTE_DAYS} days'`),
  });
  return presentSession(tokens, user, token.sessionId, writeRefreshToken(token));
}

/** The pair of tokens and whose they are, as it travels. */
export function presentSession(
  tokens: AccessTokens,
  { id, email, name, role, createdAt }: User,
  sessionId: string,
  refreshToken: string,
): Session {
  return {
    accessToken: tokens.issue(id, sessionId),
    expiresIn: ACCESS_TOKEN_SECONDS,
    refreshToken,
    user: { id, email, name, role, createdAt },
  };
}
