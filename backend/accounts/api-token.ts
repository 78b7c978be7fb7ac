import { crc32 } from 'node:zlib';
import { parse as bytesOfUuid, stringify as uuidOfBytes } from 'uuid';
import { decodeBase62, encodeBase62 } from './base62.ts';

/**
 * What a personal API token says: whose it is (row-level security must know that before the row is read), and its secret.
 * Written, it is `jd_`, both in base62, and a checksum: a scanner for leaked secrets finds it by its shape and needs no server to know
 * that it is one, and neither does a server that is shown a mistyped one.
 */
export interface ApiTokenParts {
  userId: string;
  /** 32 bytes. */
  secret: Buffer;
}

const PREFIX = 'jd_';
const ID_BYTES = 16;
const BYTES = ID_BYTES + 32;
/** The least numbers of digits that hold 48 bytes and four. */
const DIGITS = 65;
const CHECKSUM_DIGITS = 6;
const SHAPE = new RegExp(`^${PREFIX}([0-9A-Za-z]{${DIGITS}})([0-9A-Za-z]{${CHECKSUM_DIGITS}})$`);

/** CRC-32 of what stands before it. No proof of anything: the secret is that. */
function checksumOf(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return encodeBase62(bytes, CHECKSUM_DIGITS);
}

/** As its owner is shown it, once. */
export function writeApiToken({ userId, secret }: ApiTokenParts): string {
  const text = `${PREFIX}${encodeBase62(Buffer.concat([bytesOfUuid(userId), secret]), DIGITS)}`;
  return `${text}${checksumOf(text)}`;
}

/** The parts of a token, or undefined for a text that we did not write: nothing is read for it. */
export function parseApiToken(text: string): ApiTokenParts | undefined {
  const [, digits = '', checksum = ''] = SHAPE.exec(text) ?? [];
  if (digits === '' || checksum !== checksumOf(`${PREFIX}${digits}`)) return undefined;
  const bytes = decodeBase62(digits, BYTES);
  if (bytes === undefined) return undefined;
  try {
    return { userId: uuidOfBytes(bytes), secret: bytes.subarray(ID_BYTES) };
  } catch {
    return undefined; // sixteen bytes that are no UUID
  }
}

/** The text of the API token that a request shows, whether it is one or not; undefined where it shows something else. */
export function shownApiToken(authorization: string): string | undefined {
  return /^Bearer (jd_\S*)$/i.exec(authorization)?.[1];
}
