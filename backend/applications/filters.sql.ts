import type { ListFilters } from '../../contract/index.ts';
import { yearlySalary } from './salary.sql.ts';

/** Puts a value into a statement and gives the SQL that stands for it: `$7`, or a literal where a statement takes no parameters. */
export type Bind = (value: string | number | string[]) => string;

const SEARCHED = ['a.title', 'a.company', 'a.location', 'a.notes', `array_to_string(a.tags, E'\\n')`];

/** Every word must be in there somewhere; a `%` is looked for and matches nothing else. */
function patternsOf(search: string): string[] {
  return search.split(/\s+/).map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
}

/** SQL over `a`, a user's rows of `applications`, of what each filter of a list lets through; all of them have to. */
export function filterSql(filters: ListFilters, bind: Bind): string[] {
  const { stage, tag, q, in: within, deleted, company, workplace, outcome, salaryFrom, appliedFrom, appliedTo } = filters;
  const where = [`a.deleted_at is ${deleted ? 'not null' : 'null'}`];
  if (stage !== undefined) where.push(`a.stage = ${bind(stage)}`);
  if (outcome !== undefined) where.push(`a.outcome = ${bind(outcome)}`);
  if (workplace !== undefined) where.push(`a.workplace_type = ${bind(workplace)}`);
  if (tag !== undefined) where.push(`${bind(tag)} = any (a.tags)`);
  if (company !== undefined) where.push(`lower(a.company) = lower(${bind(company)})`);
  if (salaryFrom !== undefined) where.push(`${yearlySalary('a')} >= ${bind(salaryFrom)}::numeric`);
  if (appliedFrom !== undefined) where.push(`a.applied_on >= ${bind(appliedFrom)}::date`);
  if (appliedTo !== undefined) where.push(`a.applied_on <= ${bind(appliedTo)}::date`);
  if (q !== undefined) {
    const searched = `concat_ws(E'\\n', ${[...SEARCHED, ...(within === 'description' ? ['a.description'] : [])].join(', ')})`;
    where.push(`${searched} ilike all (${bind(patternsOf(q))}::text[])`);
  }
  return where;
}
