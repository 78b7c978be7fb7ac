import type { QueryInputOf, endpoints } from '../../../contract/index.ts';
import { activeFilters, type Filters } from '../list/filters.ts';
import type { StageFilter } from '../list/list-store.ts';

export type ExportQuery = QueryInputOf<typeof endpoints.exportCsv>;

interface Shown {
  stage: StageFilter;
  query: string;
  filters: Filters;
}

/** The one value of a list; undefined where there is none, null where there are more than a query can say. */
function only<Value>(values: readonly Value[]): Value | undefined | null {
  return values.length > 1 ? null : values[0];
}

/**
 * What the list is narrowed to, in the server's words; null where it cannot be said in them (two tags, a currency): then a file of what is
 * shown would hold something else than what is shown.
 */
export function exportQueryOf({ stage, query, filters }: Shown): ExportQuery | null {
  const { stages, outcomes, tags, companies, workplaces, pay, date } = filters;
  const single = {
    stage: stage === 'all' ? only(stages) : stages.length === 0 || stages.includes(stage) ? stage : null,
    outcome: only(outcomes),
    tag: only(tags),
    company: only(companies),
    workplace: only(workplaces),
  };
  if (Object.values(single).includes(null) || pay.currency !== null) return null;
  const active = activeFilters(filters);
  if (active.includes('date') && date.field !== 'appliedOn') return null;
  const words = {
    ...single,
    q: query.trim() || undefined,
    salaryFrom: pay.atLeast === null ? undefined : String(Math.round(pay.atLeast)),
    appliedFrom: date.field === 'appliedOn' ? (date.from ?? undefined) : undefined,
    appliedTo: date.field === 'appliedOn' ? (date.to ?? undefined) : undefined,
  };
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as ExportQuery;
}
