import { describe, expect, it } from 'vitest';
import { asideOf } from './aside-of.ts';

describe('a page that was read in part', () => {
  it.each([
    ['posting', 'one_posting', null],
    ['not_a_job', 'no_posting', null],
    ['not_loaded', 'out_of_time', null],
    ['list', 'many_postings', 'list'],
    ['not_a_job', 'posting_gone', 'posting_gone'],
  ] as const)('has the form, unless it is surely no posting: %s, %s', (kind, reason, aside) =>
    expect(asideOf({ kind, reason }, true)).toBe(aside),
  );

  it('read whole, has the form only where it is one posting', () =>
    expect([
      asideOf({ kind: 'posting', reason: 'one_posting' }, false),
      asideOf({ kind: 'not_a_job', reason: 'no_posting' }, false),
    ]).toEqual([null, 'not_a_job']));
});
