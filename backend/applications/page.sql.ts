import { applicationRecord } from './application-json.sql.ts';

/**
 * A page also ends where its texts would pass this: 200 full descriptions are 60 MB, times everybody who asks at once. Counted before
 * each row, so that a page has one row at least.
 */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

interface PageParts {
  where: string;
  /** Over `a`. */
  orderBy: string;
  /** SQL over `a` of what the next page continues after; as text. */
  key: string;
  /** SQL of the most rows that were asked for. */
  limit: string;
}

/** A page as one row: its applications as the text of a JSON array, whether there are more, and where the next one begins. */
export type PageRow = {
  items: string;
  more: boolean;
  lastKey: string | null;
  lastId: string | null;
};

/**
 * SQL of a page of applications: the database makes the JSON text, which goes through us as it is. One row more than asked for is
 * looked up (and never made into JSON) to know whether there are more. The rows are sorted before they are aggregated: an `order by` in
 * the aggregate would sort their finished JSON.
 */
export function pageSql({ where, orderBy, key, limit }: PageParts): string {
  return `
with found as (
  select a.*, (${key})::text as page_key from applications a where ${where} order by ${orderBy} limit ${limit} + 1
), numbered as (
  select found.*, row_number() over () as n,
    coalesce(sum(octet_length(coalesce(description, '')) + octet_length(notes)) over (rows between unbounded preceding and 1 preceding), 0) as bytes_before
  from found
), a as (
  select numbered.*, n <= ${limit} and bytes_before < ${MAX_PAGE_BYTES} as is_in from numbered
)
select coalesce(json_agg(${applicationRecord('a')}) filter (where is_in), '[]')::text as items,
  count(*) > count(*) filter (where is_in) as more,
  (array_agg(page_key) filter (where is_in))[count(*) filter (where is_in)] as "lastKey",
  (array_agg(id) filter (where is_in))[count(*) filter (where is_in)] as "lastId"
from (select * from a order by n) a`;
}
