import { randomBytes } from 'node:crypto';
import { hashSecret } from './secrets.ts';

/** Crockford's base 32: no letter that is taken for a digit, and no u. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUP = 4;

/**
 * A random secret that a person may have to read from paper and type: `groups` times four letters and digits, 20 bits each, joined
 * by dashes.
 */
export function newWrittenCode(groups: number): string {
  // A byte's lower five bits are as random as the byte.
  const letters = Array.from(randomBytes(groups * GROUP), (byte) => ALPHABET[byte & 31]);
  return Array.from({ length: groups }, (_, at) => letters.slice(at * GROUP, (at + 1) * GROUP).join('')).join('-');
}

/**
 * What is kept of such a secret, SHA-256; the same however it is typed: in capitals, with other dashes or blanks or none, an O for the
 * zero, an I or L for the one.
 */
export function hashWrittenCode(typed: string): Buffer {
  const meant = typed
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return hashSecret(Buffer.from(meant));
}
