import type { ListChanges, ReplyOf, endpoints } from '../../contract/index.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { eventJson } from './event-json.sql.ts';

/** A page also ends where its values would pass this: an edit of a description keeps both. */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

/**
 * Events of one change number are never cut apart, because the next page begins after a number: an imported application's events all have
 * the import's. One statement and so one view of the data.
 */
const LIST = `
with found as (
  select e.* from events e where e.user_id = $1 and e.change_number > $2::bigint
  order by e.change_number fetch first ($3::int) rows with ties
), e as (
  select found.*, coalesce(sum(pg_column_size(before) + pg_column_size(after)) over (
    order by change_number groups between unbounded preceding and 1 preceding), 0) < ${MAX_PAGE_BYTES} as is_in
  from found
)
select page.events, exists (select from events later where later.user_id = $1 and later.change_number > page.last) as more,
  (select change_number from users where id = $1)::text as "changeNumber"
from (
  select coalesce(json_agg(${eventJson('e', true)} order by e.change_number, e.id) filter (where is_in), '[]')::text as events,
    max(e.change_number) filter (where is_in) as last
  from e
) page`;

interface Row {
  events: string;
  more: boolean;
  changeNumber: string;
}

/** Everything that happened to a user's applications after a change number, in order of change number. */
export async function listAllEvents(
  database: Database,
  user: Owner,
  { after, limit }: ListChanges,
): Promise<PreparedJson<ReplyOf<typeof endpoints.listAllEvents>>> {
  const { rows } = await queryAs<Row>(database, user.id, { name: 'list-all-events', text: LIST, values: [user.id, after, limit] });
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate gave no row.');
  return new PreparedJson(`{"events":${row.events},"changeNumber":${row.changeNumber},"more":${row.more}}`);
}
