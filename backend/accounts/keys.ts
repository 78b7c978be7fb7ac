import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** One key per purpose, all from one secret: what leaks of one says nothing of the others. */
export interface Keys {
  /** Names them in what they sign; says nothing of them. */
  id: string;
  /** Signs access tokens. */
  access: KeyObject;
  /** Makes a refresh token's successor. */
  successor: KeyObject;
  /** Hides what limits are counted by. */
  limits: KeyObject;
}

/** What the installation's keys are now, and, while its secret is being changed, those of the other secret, which are good as well. */
export interface KeyRing {
  current: Keys;
  all: readonly Keys[];
}

const BYTES = 32;

/** Derives the keys from a secret (HKDF-SHA-256, RFC 5869). */
export function deriveKeys(secret: KeyObject): Keys {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `jackdaw ${purpose}`, BYTES));
  return {
    id: derive('key id').toString('base64url').slice(0, 11),
    access: createSecretKey(derive('access token')),
    successor: createSecretKey(derive('refresh successor')),
    limits: createSecretKey(derive('rate limits')),
  };
}

/** The keys of the secret that signs, and of the one before or after it. */
export function createKeyRing(secret: KeyObject, other: KeyObject | undefined): KeyRing {
  const current = deriveKeys(secret);
  return { current, all: other === undefined ? [current] : [current, deriveKeys(other)] };
}
