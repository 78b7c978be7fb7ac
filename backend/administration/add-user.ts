import type { Transaction } from 'objection';
import type { User } from '../../contract/index.ts';
import { UserModel } from '../models/user-model.ts';
import { claimAdministration } from './set-up.ts';

interface NewUser extends Pick<User, 'id' | 'email' | 'name'> {
  passwordHash: string;
  administrator: boolean;
}

/**
 * Makes an account for somebody, in its own transaction, without an invite. As when people sign up, the first account of an installation
 * is the administrator's: or the next stranger who signs up would become it.
 */
export async function addUser(trx: Transaction, { administrator, ...user }: NewUser): Promise<{ role: User['role'] }> {
  await UserModel.query(trx).insert(user);
  const isFirst = await claimAdministration(trx, user.id);
  const role = isFirst || administrator ? 'administrator' : 'member';
  if (role !== 'member') await UserModel.query(trx).findById(user.id).patch({ role });
  return { role };
}
