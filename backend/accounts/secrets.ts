import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes: what a token of any kind proves. */
export function newSecret(): Buffer {
  return randomBytes(32);
}

/** Of a random secret a plain hash is enough: there is nothing to guess. */
export function hashSecret(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}
