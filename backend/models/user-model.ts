import { Model, snakeCaseMappers } from 'objection';
import type { User } from '../../contract/index.ts';

/** An account. Only its own transaction sees it, and sign-in's the one of its address. */
export class UserModel extends Model {
  static override tableName = 'users';
  static override columnNameMappers = snakeCaseMappers();

  declare id: string;
  declare email: string;
  declare name: string;
  declare passwordHash: string;
  declare role: User['role'];
  declare disabledAt: Date | null;
  declare createdAt: Date;
}
