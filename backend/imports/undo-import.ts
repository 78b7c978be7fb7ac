import type { ImportUndone } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { lockUser } from '../applications/lock-user.ts';
import { ProblemError } from '../errors.ts';
import { instant } from '../models/instant.sql.ts';
import type { Database } from '../postgres/pools.ts';
import { importTransaction } from './import-transaction.ts';

const FIND = `select created_count as created, removed_count as removed from imports where user_id = $1 and id = $2`;

/**
 * `$1` the user, `$2` the import, `$3` the device. What is still as the import left it goes to the trash, each with an event and a change
 * number, so that every device hears of it; the row remembers that number, and may be imported again while nothing else happens to it.
 */
const UNDO = `
with untouched as (
  select a.id, a.deleted_at, r.row_number, row_number() over (order by r.row_number) as place
  from import_rows r join applications a on a.user_id = r.user_id and a.id = r.application_id and a.change_number = r.change_number
  where r.user_id = $1 and r.import_id = $2
), numbered as (
  update users set change_number = change_number + (select count(*) from untouched) where id = $1
  returning change_number - (select count(*) from untouched) as before, clock_timestamp() as at
), moved as (
  update applications a set deleted_at = coalesce(a.deleted_at, n.at), updated_at = n.at, change_number = n.before + u.place
  from untouched u, numbered n where a.user_id = $1 and a.id = u.id
  returning a.id, u.row_number, a.change_number, u.deleted_at as deleted_before, a.deleted_at, n.at
), told as (
  insert into events (user_id, id, application_id, change_number, at, kind, by, before, after)
  select $1, gen_random_uuid(), id, change_number, at, 'deleted', $3::text,
    jsonb_build_object('deletedAt', ${instant('deleted_before')}), jsonb_build_object('deletedAt', ${instant('deleted_at')})
  from moved
), marked as (
  update import_rows r set undone_number = m.change_number from moved m
  where r.user_id = $1 and r.import_id = $2 and r.row_number = m.row_number
)
update imports set undone_at = clock_timestamp(), removed_count = (select count(*) from moved) where user_id = $1 and id = $2
returning removed_count as removed`;

/**
 * Takes a whole import back: its applications go to the trash, but for those that were changed since, which stay and are counted. Repeated
 * it changes nothing and says the same. Throws `not_found`.
 */
export async function undoImport(database: Database, user: SignedInUser, id: string): Promise<ImportUndone> {
  return importTransaction(database, user, async (client) => {
    await client.query({ text: lockUser(user).text, values: [user.id] });
    const found = await client.query<{ created: number; removed: number | null }>(FIND, [user.id, id]);
    const [batch] = found.rows;
    if (batch === undefined) throw new ProblemError('not_found');
    const done = batch.removed ?? (await client.query<{ removed: number }>(UNDO, [user.id, id, user.device])).rows[0]?.removed ?? 0;
    return { removed: done, kept: batch.created - done };
  });
}
