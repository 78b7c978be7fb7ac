import type { ListedUser, ListUsers, UserPage } from '../../contract/index.ts';
import { instant } from '../models/instant.sql.ts';
import type { Statement } from '../postgres/one-trip.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAllAs, setUser } from '../postgres/user-transaction.ts';
import { BEGIN_ADMINISTERING } from './administer.ts';

type Who = Omit<ListedUser, 'applications' | 'lastUsedAt'>;
type HowMuch = Pick<ListedUser, 'applications' | 'lastUsedAt'>;

/** Ids are in order of time, so this is the oldest first. */
const LIST_USERS = `
select id, email, name, role, ${instant('created_at')} as "createdAt", ${instant('disabled_at')} as "disabledAt"
from users where id > $1 order by id limit $2`;

const LAST_USED = `greatest((select max(last_used_at) from sessions where user_id = $1),
  (select max(last_used_at) from api_tokens where user_id = $1))`;
const COUNT = `
select (select count(*)::int from applications where user_id = $1 and deleted_at is null) as applications,
  ${instant(LAST_USED)} as "lastUsedAt"`;

const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * A page of who has an account here, with how much is in it. Row-level security shows an administrator's transaction no row of
 * anybody's, so the counts are taken as each account's own user, one after the other in one trip: a number comes back, and no more could.
 */
export async function listUsers(database: Database, { after = FIRST, limit }: ListUsers): Promise<UserPage> {
  const [, { rows: users }] = await queryAllAs<[object, Who]>(database, '', [
    BEGIN_ADMINISTERING,
    { name: 'list-users', text: LIST_USERS, values: [after, limit] },
  ]);
  const counting = users.flatMap(({ id }): Statement[] => [setUser(id), { name: 'count-of-user', text: COUNT, values: [id] }]);
  const answers = await queryAllAs<readonly HowMuch[]>(database, '', counting);
  const items = users.map((user, at): ListedUser => {
    const counted = answers[at * 2 + 1]?.rows[0];
    return { ...user, applications: counted?.applications ?? 0, lastUsedAt: counted?.lastUsedAt ?? null };
  });
  return { items, after: users.length === limit ? (users.at(-1)?.id ?? null) : null };
}
