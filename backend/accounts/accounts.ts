import type { Registration } from '../config.ts';
import type { Database } from '../postgres/pools.ts';
import type { AccessTokens } from './access-token.ts';
import type { KeyRing } from './keys.ts';

/** What the commands of accounts work with. */
export interface Accounts {
  database: Database;
  registration: Registration;
  tokens: AccessTokens;
  keys: KeyRing;
}
