import type { Import, ImportPage, ImportRowPage, ImportUnderWay, ListImportRows } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import { instant } from '../models/instant.sql.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import type * as v from 'valibot';

const MAX_LISTED = 200;

const COLUMNS: Record<keyof Import, string> = {
  id: 'i.id',
  at: instant('i.at'),
  by: 'i.by',
  dialect: 'i.dialect',
  fileName: 'i.file_name',
  rows: 'i.row_count',
  created: 'i.created_count',
  undoneAt: instant('i.undone_at'),
  removed: 'i.removed_count',
};
const built = (columns: Record<string, string>): string =>
  `json_build_object(${Object.entries(columns)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;

const LIST = `
select json_build_object('items', coalesce(json_agg(${built(COLUMNS)} order by i.at desc, i.id desc), '[]'), 'underWay', $2::json)::text as reply
from (select * from imports where user_id = $1 order by at desc, id desc limit ${MAX_LISTED}) i`;

/** The last imports, newest first, beside the one that runs. */
export async function listImports(
  database: Database,
  user: Owner,
  underWay: ImportUnderWay | null,
): Promise<PreparedJson<v.InferOutput<typeof ImportPage>>> {
  const statement = { name: 'list-imports', text: LIST, values: [user.id, JSON.stringify(underWay)] };
  const { rows } = await queryAs<{ reply: string }>(database, user.id, statement);
  return new PreparedJson(rows[0]?.reply ?? '{"items":[]}');
}

const ROW: Record<keyof ImportRowPage['items'][number], string> = {
  row: 'r.row_number',
  verdict: 'r.verdict',
  id: 'r.application_id',
  title: 'r.title',
  company: 'r.company',
  problems: 'r.problems',
  extra: 'r.extra',
};

/** One row more than asked for tells whether there are others. */
const LIST_ROWS = `
with page as (
  select r.*, row_number() over (order by r.row_number) as place
  from import_rows r where r.user_id = $1 and r.import_id = $2 and r.row_number > $3 order by r.row_number limit $4::integer + 1
)
select json_build_object(
  'items', coalesce((select json_agg(${built(ROW)} order by r.row_number) from page r where r.place <= $4::integer), '[]'),
  'after', (select r.row_number from page r where r.place = $4::integer and exists (select from page where place > $4::integer))
)::text as reply
from imports i where i.user_id = $1 and i.id = $2`;

/** What became of the rows of one import, in the file's order. Throws `not_found`. */
export async function listImportRows(
  database: Database,
  user: Owner,
  id: string,
  { after, limit }: ListImportRows,
): Promise<PreparedJson<ImportRowPage>> {
  const values = [user.id, id, after, limit];
  const { rows } = await queryAs<{ reply: string }>(database, user.id, { name: 'list-import-rows', text: LIST_ROWS, values });
  const [row] = rows;
  if (row === undefined) throw new ProblemError('not_found');
  return new PreparedJson(row.reply);
}
