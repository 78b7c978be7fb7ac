import type { ReplyOf, endpoints } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { eventJson } from './event-json.sql.ts';

const LIST = `
select (select json_build_object('items', coalesce(json_agg(${eventJson('e')} order by e.change_number, e.id), '[]'))
  from events e where e.user_id = $1 and e.application_id = $2)::text as reply
from applications a where a.user_id = $1 and a.id = $2`;

/** What happened to an application, oldest first. Throws `not_found`. */
export async function listEvents(database: Database, user: Owner, id: string): Promise<PreparedJson<ReplyOf<typeof endpoints.listEvents>>> {
  const { rows } = await queryAs<{ reply: string }>(database, user.id, { name: 'list-events', text: LIST, values: [user.id, id] });
  const [row] = rows;
  if (row === undefined) throw new ProblemError('not_found');
  return new PreparedJson(row.reply);
}
