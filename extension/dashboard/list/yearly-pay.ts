import type { Salary } from '../../../contract/index.ts';

/** Full-time amounts of a year, to compare pay stated by the hour with pay stated by the month. */
const PERIODS_PER_YEAR = { HOUR: 2080, DAY: 260, WEEK: 52, MONTH: 12, YEAR: 1 } as const;

/** What it may come to in a year, at the upper end, in its own currency; an unstated period is a year. */
export function yearlyPay(salary: Salary): number {
  return (salary.max ?? salary.min ?? 0) * PERIODS_PER_YEAR[salary.period ?? 'YEAR'];
}
