import type { ReplyOf, endpoints } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { snapshotJson } from './snapshot-json.sql.ts';

const LIST = `
select (select json_build_object('items', coalesce(json_agg(${snapshotJson('s')} order by s.captured_at desc, s.id desc), '[]'))
  from snapshots s where s.user_id = $1 and s.application_id = $2)::text as reply
from applications a where a.user_id = $1 and a.id = $2`;

/** The posting's text at each capture, newest first. Throws `not_found`. */
export async function listSnapshots(
  database: Database,
  user: Owner,
  id: string,
): Promise<PreparedJson<ReplyOf<typeof endpoints.listSnapshots>>> {
  const { rows } = await queryAs<{ reply: string }>(database, user.id, { name: 'list-snapshots', text: LIST, values: [user.id, id] });
  const [row] = rows;
  if (row === undefined) throw new ProblemError('not_found');
  return new PreparedJson(row.reply);
}
