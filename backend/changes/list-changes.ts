import { createHash } from 'node:crypto';
import { pageSql, type PageRow } from '../applications/page.sql.ts';
import type { Changes, ListChanges } from '../../contract/index.ts';
import type { Caller } from '../accounts/recognise-caller.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';

/** One statement and so one view of the data: the highest number never names a change that is missing from the rows beside it. */
const LIST = `
select page.*, (select change_number from users where id = $1)::text as "changeNumber"
from (${pageSql({
  where: 'a.user_id = $1::uuid and a.change_number > $2::bigint',
  orderBy: 'a.change_number',
  key: 'a.change_number',
  limit: '$3::int',
})}) page`;

const NUMBER = 'select change_number as "changeNumber" from users where id = $1';

/**
 * Names what a question about changes was answered with: all of it follows from who asks, what is asked and the number of the user's last
 * change. Of the statement too, so that a version that answers otherwise answers anew.
 */
export async function tagChanges(caller: Caller, { after, limit }: ListChanges): Promise<string> {
  const statement = { name: 'change-number', text: NUMBER, values: [caller.id] };
  const [{ rows }] = await caller.query<[{ changeNumber: string }]>([statement]);
  const text = [caller.id, after, limit, rows[0]?.changeNumber, LIST].join();
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/** A user's applications that changed since a change number, lowest first, the trashed among them. */
export async function listChanges(database: Database, user: Owner, { after, limit }: ListChanges): Promise<PreparedJson<Changes>> {
  const { rows } = await queryAs<PageRow & { changeNumber: string }>(database, user.id, {
    name: 'list-changes',
    text: LIST,
    values: [user.id, after, limit],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate gave no row.');
  return new PreparedJson(`{"changes":${row.items},"changeNumber":${row.changeNumber},"more":${row.more}}`);
}
