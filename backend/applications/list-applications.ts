import type { ApplicationPage, ListApplications, ListFilters, SortField } from '../../contract/index.ts';
import type { Caller } from '../accounts/recognise-caller.ts';
import { PreparedJson } from '../http/prepared-json.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Statement } from '../postgres/one-trip.ts';
import { filterSql, foundIds } from './filters.sql.ts';
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
  // Only the page's rows are read of what a search found: a word that is everywhere would read everything.
  const page = { next, key: sort.key.sql, direction, limit: `${rows} + 1` } as const;
  const where =
    isOnlySearch(filters) && sort.key.isIndexed
      ? [`a.user_id = ${owner}`, `a.id = any (array(${foundIds(owner, filters, bind, page)}))`]
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
