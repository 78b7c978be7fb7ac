import type { ListFilters } from '../../contract/index.ts';
import { yearlySalary } from './salary.sql.ts';
import { searchSql, type Wanted } from './search.sql.ts';

/** Puts a value into a statement and gives the SQL that stands for it: `$7`, or a literal where a statement takes no parameters. */
export type Bind = (value: string | number | string[]) => string;

const isDeleted = (deleted: boolean): string => `a.deleted_at is ${deleted ? 'not null' : 'null'}`;

/** SQL that selects the ids of what a search finds among a user's rows, in the trash or not; of a page, its own. */
export function foundIds(user: string, filters: ListFilters, bind: Bind, page?: Wanted['page']): string {
  const scope = `a.user_id = ${user} and ${isDeleted(filters.deleted)}`;
  return searchSql(filters, bind, page === undefined ? { scope } : { scope, page });
}

/** SQL over `a` of a user's rows of `applications` that every filter lets through. `user` is SQL of whose. */
export function filterSql(user: string, filters: ListFilters, bind: Bind): string {
  const { stage, tag, q, deleted, company, workplace, outcome, salaryFrom, appliedFrom, appliedTo } = filters;
  const where = [`a.user_id = ${user}`, isDeleted(deleted)];
  if (stage !== undefined) where.push(`a.stage = ${bind(stage)}`);
  if (outcome !== undefined) where.push(`a.outcome = ${bind(outcome)}`);
  if (workplace !== undefined) where.push(`a.workplace_type = ${bind(workplace)}`);
  if (tag !== undefined) where.push(`${bind(tag)} = any (a.tags)`);
  if (company !== undefined) where.push(`lower(a.company) = lower(${bind(company)})`);
  if (salaryFrom !== undefined) where.push(`${yearlySalary('a')} >= ${bind(salaryFrom)}::numeric`);
  if (appliedFrom !== undefined) where.push(`a.applied_on >= ${bind(appliedFrom)}::date`);
  if (appliedTo !== undefined) where.push(`a.applied_on <= ${bind(appliedTo)}::date`);
  if (q !== undefined) where.push(`a.id = any (array(${foundIds(user, filters, bind)}))`);
  return where.join(' and ');
}
