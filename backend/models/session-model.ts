import type { Keep } from '../../contract/index.ts';
import { OwnedModel } from './owned-model.ts';

/** Why a session ended; `reused` is an old refresh token that came back, `revoked` is another device's doing. */
export type RevokedReason = 'signed_out' | 'signed_out_everywhere' | 'reused' | 'revoked' | 'password_changed' | 'disabled';

/** One signed-in device. Of its refresh tokens only SHA-256 hashes are kept: the current one's and the one's before. */
export class SessionModel extends OwnedModel {
  static override tableName = 'sessions';

  declare label: string;
  declare keep: Keep;
  declare currentHash: Buffer;
  declare previousHash: Buffer | null;
  declare rotatedAt: Date;
  declare lastUsedAt: Date;
  declare expiresAt: Date;
  declare absoluteExpiresAt: Date;
  declare revokedAt: Date | null;
  declare revokedReason: RevokedReason | null;
}
