import type { CsvColumn, ListFilters } from '../../contract/index.ts';
import { filterSql } from '../applications/filters.sql.ts';
import { instant } from '../models/instant.sql.ts';
import { literal, userLiteral } from './literals.sql.ts';

/** The contract's `guardFormula` in SQL. The first character is looked at alone first: a pattern would unpack whole descriptions. */
function guarded(sql: string): string {
  return `case when left(${sql}, 1) in ('''', '=', '+', '-', '@', E'\\t', E'\\r', E'\\n', '＝', '＋', '－', '＠')
    and ${sql} ~ E'^\\'*[=+@\\t\\r\\n＝＋－＠-]' then '''' || ${sql} else ${sql} end`;
}

/** The contract's `joinTags` in SQL. Taking the tags apart is a quarter of what an export costs: done only where one of them needs it. */
const TAGS = `case when array_to_string(a.tags, '') !~ '[\\\\;]' then array_to_string(a.tags, '; ') else (select string_agg(replace(replace(tag, '\\', '\\\\'), ';', '\\;'), '; ' order by n)
  from unnest(a.tags) with ordinality as listed (tag, n)) end`;

/** What each column holds. Text that a person or a page wrote is guarded; numbers, days and our own words stay what they are. */
const SQL: Record<CsvColumn, string> = {
  id: 'a.id',
  title: guarded('a.title'),
  company: guarded('a.company'),
  location: guarded('a.location'),
  workplace_type: 'a.workplace_type',
  employment_type: 'a.employment_type',
  salary_min: 'trim_scale(a.salary_min)',
  salary_max: 'trim_scale(a.salary_max)',
  salary_currency: 'a.salary_currency',
  salary_period: 'a.salary_period',
  stage: 'a.stage',
  outcome: 'a.outcome',
  applied_on: 'a.applied_on',
  follow_up_on: 'a.follow_up_on',
  priority: 'a.priority',
  tags: guarded('t.joined'),
  notes: guarded('a.notes'),
  url: 'a.url',
  date_posted: 'a.date_posted',
  valid_through: 'a.valid_through',
  saved_at: instant('a.created_at'),
  updated_at: instant('a.updated_at'),
  description: guarded('a.description'),
};

/** Always in quotes: hardly a description could do without, and looking through each for that is a sixth of what an export costs. */
const QUOTED: CsvColumn = 'description';

/** The COPY of a user's applications that pass the filters, in the order they were saved. COPY takes no parameters: values are literals. */
export function copySql(userId: string, columns: readonly CsvColumn[], filters: ListFilters): string {
  const quoted = columns.includes(QUOTED) ? `, force_quote (${QUOTED})` : '';
  return `copy (
    select ${columns.map((column) => `${SQL[column]} as ${column}`).join(', ')}
    from applications a, lateral (select ${TAGS} as joined) t
    where ${filterSql(userLiteral(userId), filters, literal)}
    order by a.created_at, a.id
  ) to stdout with (format csv, null '', encoding 'UTF8'${quoted})`;
}
