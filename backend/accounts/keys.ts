import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** One key per purpose, all from the installation's secret: what leaks of one says nothing of the other. */
export interface Keys {
  /** Signs access tokens. */
  access: KeyObject;
  /** Makes a refresh token's successor. */
  successor: KeyObject;
}

const BYTES = 32;

/** Derives the keys from the secret (HKDF-SHA-256, RFC 5869). */
export function deriveKeys(secret: KeyObject): Keys {
  const derive = (purpose: string): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `jackdaw ${purpose}`, BYTES)));
  return { access: derive('access token'), successor: derive('refresh successor') };
}
