import { createHmac, type KeyObject } from 'node:crypto';
import { parse as bytesOfUuid, stringify as uuidOfBytes } from 'uuid';

/** What a refresh token says: whose it is (row-level security must know that before the row is read), which session, and its secret. */
export interface RefreshToken {
  userId: string;
  sessionId: string;
  /** 32 bytes. */
  secret: Buffer;
}

const SHAPE = /^([\w-]{22})\.([\w-]{22})\.([\w-]{43})$/;

const encodeId = (id: string): string => Buffer.from(bytesOfUuid(id)).toString('base64url');

function decodeId(text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url');
  try {
    return uuidOfBytes(bytes);
  } catch {
    return undefined; // sixteen bytes that are no UUID
  }
}

/** As the client keeps it: three parts in base64url, opaque to it. */
export function writeRefreshToken({ userId, sessionId, secret }: RefreshToken): string {
  return `${encodeId(userId)}.${encodeId(sessionId)}.${secret.toString('base64url')}`;
}

/** The parts of a token, or undefined for a text that we did not write (also one that only decodes to the same bytes). */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, user = '', session = '', rest = ''] = SHAPE.exec(text) ?? [];
  const userId = decodeId(user);
  const sessionId = decodeId(session);
  if (userId === undefined || sessionId === undefined) return undefined;
  const token = { userId, sessionId, secret: Buffer.from(rest, 'base64url') };
  return writeRefreshToken(token) === text ? token : undefined;
}

/**
 * The secret that follows `secret` in a session: always the same one, so that a reply that got lost can be given again although only
 * hashes are stored. Without the key nobody can compute it from the token before.
 */
export function succeed(key: KeyObject, sessionId: string, secret: Buffer): Buffer {
  return createHmac('sha256', key).update(sessionId).update(secret).digest();
}
