import type { SalaryPeriod } from '../../contract/index.ts';

/** A full-time year's worth of each period, to compare pay stated by the hour with pay stated by the month. */
const PER_YEAR: Record<SalaryPeriod, number> = { HOUR: 2080, DAY: 260, WEEK: 52, MONTH: 12, YEAR: 1 };

/** SQL of the upper end of a row's salary (the lower, where that is all there is) for a year; null where none is stated. */
export function yearlySalary(row: string): string {
  const cases = Object.entries(PER_YEAR).map(([period, times]) => `when '${period}' then ${times}`);
  return `(coalesce(${row}.salary_max, ${row}.salary_min) * case ${row}.salary_period ${cases.join(' ')} else 1 end)`;
}
