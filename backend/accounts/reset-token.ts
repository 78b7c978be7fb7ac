import { parse as bytesOfUuid, stringify as uuidOfBytes } from 'uuid';

const ID_BYTES = 16;
const SECRET_BYTES = 32;

/** What the token of a reset link says: whose password it changes (row-level security must know that before the row is read). */
export interface ResetToken {
  userId: string;
  /** 32 bytes. */
  secret: Buffer;
}

/** As it stands in the link: both, in base64url. */
export function writeResetToken({ userId, secret }: ResetToken): string {
  return Buffer.concat([bytesOfUuid(userId), secret]).toString('base64url');
}

/** The parts of a token, or undefined for a text that we did not write (also one that only decodes to the same bytes). */
export function parseResetToken(text: string): ResetToken | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== ID_BYTES + SECRET_BYTES || bytes.toString('base64url') !== text) return undefined;
  try {
    return { userId: uuidOfBytes(bytes.subarray(0, ID_BYTES)), secret: bytes.subarray(ID_BYTES) };
  } catch {
    return undefined; // sixteen bytes that are no UUID
  }
}
