import type { ApplicationPage, ListApplications, ListFilters, SortField } from '../../contract/index.ts';
import type { Caller } from '../accounts/recognise-caller.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Statement } from '../postgres/one-trip.ts';
import { filterSql, foundIds, type Bind } from './filters.sql.ts';
import { pageSql, type PageRow } from './page.sql.ts';
import { parsePageToken, refuseBadToken, writePageToken, type PageToken } from './page-token.ts';
import { SORT_KEYS } from './sort-keys.ts';

interface Sort {
  key: (typeof SORT_KEYS)[SortField];
  isDescending: boolean;
}

function sortOf(word: ListApplications['sort']): Sort {
  const isDescending = word.startsWith('-');
  const field = (isDescending ? word.slice(1) : word) as SortField;
  return { key: SORT_KEYS[field], isDescending };
}

/** The rows behind the last one of a page, in an order where nulls come last and the id decides between equals. */
function behind({ key, isDescending }: Sort, [, value, id]: PageToken, bind: (value: unknown) => string): string {
  const after = isDescending ? '<' : '>';
  const lastId = `${bind(id)}::uuid`;
  if (value === null) return `(${key.sql}) is null and a.id ${after} ${lastId}`;
  const last = `${bind(value)}::${key.type}`;
  if (!key.isNullable) return `(${key.sql}, a.id) ${after} (${last}, ${lastId})`;
  return `(${key.sql} ${after} ${last} or (${key.sql} = ${last} and a.id ${after} ${lastId}) or (${key.sql}) is null)`;
}

/** Whether nothing but a search says which rows: what is beside it may stand in no index. */
function isOnlySearch(filters: ListFilters): boolean {
  const beside = (Object.keys(filters) as (keyof ListFilters)[]).filter((name) => !['q', 'in', 'deleted'].includes(name));
  return filters.q !== undefined && beside.every((name) => filters[name] === undefined);
}

/**
 * SQL over `a` of one page of what a search found. All that it found is put in order in an index that holds nothing else, and only the page's
 * rows are read: a word that is everywhere would read everything. `is true` keeps PostgreSQL from looking each of them up by its id.
 */
function foundPage(
  owner: string,
  filters: ListFilters,
  { bind, next, orderBy, rows }: { bind: Bind; next: readonly string[]; orderBy: string; rows: string },
): string {
  const where = [`a.user_id = ${owner}`, `(a.id in (${foundIds(owner, filters, bind)})) is true`, ...next];
  return `a.user_id = ${owner} and a.id = any (array(select a.id from applications a where ${where.join(' and ')} order by ${orderBy} limit ${rows} + 1))`;
}

function statementOf(user: Owner, { limit, after, sort: word, ...filters }: ListApplications): Statement {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const sort = sortOf(word);
  const direction = sort.isDescending ? 'desc' : 'asc';
  // Nulls are only named where there are any: the indexes are not made for it.
  const orderBy = `${sort.key.sql} ${direction}${sort.key.isNullable ? ' nulls last' : ''}, a.id ${direction}`;
  const token = after === undefined ? undefined : parsePageToken(after, word);
  const owner = `${bind(user.id)}::uuid`;
  const rows = `${bind(limit)}::int`;
  const next = token === undefined ? [] : [behind(sort, token, bind)];
  const where =
    isOnlySearch(filters) && sort.key.isIndexed
      ? [foundPage(owner, filters, { bind, next, orderBy, rows })]
      : [filterSql(owner, filters, bind), ...next];
  const text = pageSql({ where: where.join(' and '), orderBy, key: sort.key.sql, limit: rows });
  // Prepared where there are few shapes: other filters are rarely asked twice, and each would stay in every connection's memory.
  const { stage, deleted, ...others } = filters;
  if (Object.values(others).some((value) => value !== undefined)) return { text, values };
  const shape = [word, deleted, stage !== undefined, token === undefined ? 'first' : token[1] === null ? 'nulls' : 'next'];
  return { name: `list:${shape.join(':')}`, text, values };
}

/**
 * A page of a user's applications by keyset: the token names the last row, so page 2,000 costs what page 1 does, and rows that come or
 * go meanwhile shift nothing. Throws `invalid_input` for a token of another sort.
 */
export async function listApplications(caller: Caller, query: ListApplications): Promise<PreparedJson<ApplicationPage>> {
  const [{ rows }] = await caller.query<[PageRow]>([statementOf(caller, query)]).catch(refuseBadToken);
  const [{ items, more, lastKey, lastId } = { items: '[]', more: false, lastKey: null, lastId: null }] = rows;
  const after = more && lastId !== null ? writePageToken([query.sort, lastKey, lastId]) : null;
  return new PreparedJson(`{"items":${items},"after":${JSON.stringify(after)}}`);
}
