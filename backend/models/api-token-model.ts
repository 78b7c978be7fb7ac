import type { TokenScope } from '../../contract/index.ts';
import { OwnedModel } from './owned-model.ts';

/** A personal API token. Of its secret only the SHA-256 is kept. */
export class ApiTokenModel extends OwnedModel {
  static override tableName = 'api_tokens';

  declare name: string;
  declare hash: Buffer;
  declare scopes: TokenScope[];
  declare createdAt: Date;
  declare expiresAt: Date;
  declare lastUsedAt: Date | null;
}
