import { describe, expect, it } from 'vitest';
import { NO_FILTERS, type Filters } from '../list/filters.ts';
import type { StageFilter } from '../list/list-store.ts';
import { exportQueryOf } from './export-query.ts';

const shown = (part: Partial<Filters> = {}, stage: StageFilter = 'all', query = '') =>
  exportQueryOf({ stage, query, filters: { ...NO_FILTERS, ...part } });

describe('what is shown, in the server’s words', () => {
  it.each<[string, ReturnType<typeof shown>, object | null]>([
    ['everything', shown(), {}],
    ['one stage and a search', shown({}, 'applied', ' data '), { stage: 'applied', q: 'data' }],
    [
      'one value of each',
      shown({ tags: ['remote'], companies: ['Ørsted'], workplaces: ['HYBRID'] }),
      { tag: 'remote', company: 'Ørsted', workplace: 'HYBRID' },
    ],
    [
      'pay and days of applying',
      shown({ pay: { atLeast: 50_000, currency: null }, date: { field: 'appliedOn', from: '2026-11-01', to: null } }),
      { salaryFrom: '50000', appliedFrom: '2026-11-01' },
    ],
    ['two tags', shown({ tags: ['a', 'b'] }), null],
    ['a currency', shown({ pay: { atLeast: null, currency: 'EUR' } }), null],
    ['days of another kind', shown({ date: { field: 'followUpOn', from: '2026-11-01', to: null } }), null],
    ['a stage that another filter leaves out', shown({ stages: ['saved'] }, 'applied'), null],
  ])('%s', (_name, query, expected) => {
    expect(query).toEqual(expected);
  });
});
