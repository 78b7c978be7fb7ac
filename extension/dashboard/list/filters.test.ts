import { describe, expect, it } from 'vitest';
import { buildApplication } from '../testing/build-application.ts';
import { activeFilters, filterTest, NO_FILTERS, type Filters } from './filters.ts';

const yearly = (max: number, currency: string) => ({ min: null, max, currency, period: 'YEAR' as const });
const rows = {
  remote: buildApplication({
    tags: ['data', 'remote'],
    posting: { company: 'Ørsted', workplaceType: 'REMOTE', salary: yearly(90_000, 'EUR') },
  }),
  hourly: buildApplication({
    stage: 'applied',
    appliedOn: '2026-11-03',
    tags: ['data'],
    posting: { company: 'Vestas', salary: { min: 50, max: 60, currency: 'EUR', period: 'HOUR' } },
  }),
  closed: buildApplication({ stage: 'closed', outcome: 'rejected', appliedOn: '2026-10-31', posting: { salary: yearly(700_000, 'DKK') } }),
};
const passing = (part: Partial<Filters>) => {
  const test = filterTest({ ...NO_FILTERS, ...part });
  return Object.entries(rows).flatMap(([name, row]) => (test?.(row) ? [name] : []));
};

describe('filters', () => {
  it('that say nothing are no test at all', () => {
    expect(filterTest(NO_FILTERS)).toBeNull();
    expect(activeFilters(NO_FILTERS)).toEqual([]);
  });

  it.each<[string, Partial<Filters>, string[]]>([
    ['any of the stages', { stages: ['saved', 'applied'] }, ['remote', 'hourly']],
    ['how it ended', { outcomes: ['rejected'] }, ['closed']],
    ['all of the tags', { tags: ['data', 'remote'] }, ['remote']],
    ['any of the companies', { companies: ['Ørsted', 'Vestas'] }, ['remote', 'hourly']],
    ['the workplace, where it is known', { workplaces: ['REMOTE'] }, ['remote']],
    ['pay of a year, also where it is stated by the hour', { pay: { atLeast: 100_000, currency: 'EUR' } }, ['hourly']],
    ['pay of one currency', { pay: { atLeast: null, currency: 'DKK' } }, ['closed']],
    ['a span of days, both included', { date: { field: 'appliedOn', from: '2026-10-31', to: '2026-11-03' } }, ['hourly', 'closed']],
    ['an open span', { date: { field: 'appliedOn', from: '2026-11-01', to: null } }, ['hourly']],
    ['all parts together', { tags: ['data'], stages: ['applied'] }, ['hourly']],
  ])('narrow to %s', (_name, part, expected) => {
    expect(passing(part)).toEqual(expected);
    expect(activeFilters({ ...NO_FILTERS, ...part }).length).toBeGreaterThan(0);
  });
});
