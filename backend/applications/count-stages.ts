import { STAGES, type StageCounts } from '../../contract/index.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import { jsonObject } from '../models/json-object.sql.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';

const counts = STAGES.map((stage) => [stage, `count(*) filter (where a.stage = '${stage}' and a.deleted_at is null)`]);
const COUNT = `
select ${jsonObject({ stages: jsonObject(Object.fromEntries(counts)), trash: 'count(a.deleted_at)' })}::text as counts
from applications a where a.user_id = $1`;

/** How many of a user's applications stand at each stage, those in the trash apart. */
export async function countStages(database: Database, user: Owner): Promise<PreparedJson<StageCounts>> {
  const { rows } = await queryAs<{ counts: string }>(database, user.id, { name: 'count-stages', text: COUNT, values: [user.id] });
  const [row] = rows;
  if (row === undefined) throw new Error('An aggregate gave no row.');
  return new PreparedJson(row.counts);
}
