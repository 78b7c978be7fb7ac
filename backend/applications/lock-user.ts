import type { Owner } from '../models/owned-model.ts';
import type { Statement } from '../postgres/one-trip.ts';

/**
 * The first statement of every transaction that writes a user's applications. Its lock lets a user's writers pass one after the other:
 * their change numbers come without gaps and in commit order, and what one reads after it stays true until its commit. Foreign keys
 * (which lock FOR KEY SHARE) do not wait for it.
 */
const LOCK_USER = 'select from users where id = $1 for no key update';

export function lockUser(user: Owner): Statement {
  return { name: 'lock-user', text: LOCK_USER, values: [user.id] };
}
