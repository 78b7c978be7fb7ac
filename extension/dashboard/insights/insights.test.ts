import { describe, expect, it } from 'vitest';
import type { Outcome, Stage } from '../../../contract/index.ts';
import { buildApplication } from '../testing/build-application.ts';
import { computeFlows } from './flows.ts';
import { computeFunnel, FEWEST } from './funnel.ts';
import type { Path } from './paths.ts';
import { countPerWeek } from './per-week.ts';
import { ticksUpTo } from './responses-chart.tsx';
import { computeResponseTimes, daysToAnswer, quartilesOf, sourceOf } from './response-times.ts';

/** Each step a day after the one before, or on the given day of January. */
function path(stages: (Stage | [Stage, number])[], outcome: Outcome | null = null, applicationId = 'a'): Path {
  const steps = stages.map((step, index) => {
    const [stage, day] = typeof step === 'string' ? [step, index + 1] : step;
    return { stage, at: new Date(Date.UTC(2026, 0, day)).toISOString() };
  });
  return { applicationId, steps, outcome };
}

describe('the funnel', () => {
  it('counts who came at least so far, also where a stage was skipped', () => {
    const rows = computeFunnel([
      path(['saved']),
      path(['saved', 'applied', 'interviewing']),
      path(['saved', 'applied', 'closed'], 'rejected'),
    ]);
    expect(Object.fromEntries(rows.map(({ step, count }) => [step, count]))).toEqual({
      saved: 3,
      applied: 2,
      screening: 1,
      interviewing: 1,
      offered: 0,
      accepted: 0,
    });
  });

  it('shows no rate of fewer than five', () => {
    const few = computeFunnel(Array.from({ length: FEWEST - 1 }, () => path(['saved', 'applied'])));
    expect(few.map(({ rate }) => rate)).toEqual([null, null, null, null, null, null]);
    const enough = computeFunnel([...Array.from({ length: FEWEST }, () => path(['saved'])), path(['saved', 'applied'])]);
    expect(enough[1]?.rate).toBeCloseTo(1 / 6);
    expect(enough[2]?.rate).toBeNull();
  });

  it('counts a rejected offer as an offer and an accepted one as accepted', () => {
    const rows = computeFunnel([path(['applied', 'offered', 'closed'], 'declined'), path(['applied', 'closed'], 'accepted')]);
    expect(rows.at(-2)).toMatchObject({ step: 'offered', count: 2 });
    expect(rows.at(-1)).toMatchObject({ step: 'accepted', count: 1 });
  });
});

describe('the flows', () => {
  it('lead each application from step to step into one end', () => {
    const flows = computeFlows([
      path(['saved', 'applied', 'closed'], 'rejected'),
      path(['saved', 'applied']),
      path(['closed']),
      path(['closed'], 'ghosted'),
    ]);
    expect(flows).toEqual([
      { from: 'saved', to: 'applied', count: 2 },
      { from: 'applied', to: 'rejected', count: 1 },
      { from: 'applied', to: 'open', count: 1 },
      { from: 'saved', to: 'ended', count: 1 },
      { from: 'saved', to: 'ghosted', count: 1 },
    ]);
    const into = (ends: string[]) => flows.filter(({ to }) => ends.includes(to)).reduce((sum, { count }) => sum + count, 0);
    expect(into(['rejected', 'open', 'ended', 'ghosted'])).toBe(4);
  });
});

describe('the time to an answer', () => {
  it.each([
    [
      'an invitation',
      path([
        ['applied', 1],
        ['screening', 9],
      ]),
      8,
    ],
    [
      'a refusal',
      path(
        [
          ['applied', 1],
          ['closed', 4],
        ],
        'rejected',
      ),
      3,
    ],
    [
      'silence',
      path(
        [
          ['applied', 1],
          ['closed', 30],
        ],
        'ghosted',
      ),
      null,
    ],
    [
      'a withdrawal',
      path(
        [
          ['applied', 1],
          ['closed', 2],
        ],
        'withdrawn',
      ),
      null,
    ],
    ['still waiting', path(['saved', 'applied']), null],
    ['never applied', path(['saved']), undefined],
  ])('of %s', (_name, walked, days) => {
    expect(daysToAnswer(walked)).toBe(days);
  });

  it('is told per company with how many it rests on, and no rate of fewer than five', () => {
    const rows = ['a', 'b', 'c'].map((id) => ({ ...buildApplication({ posting: { company: id === 'c' ? '' : 'Ørsted' } }), id }));
    const paths = [
      path(
        [
          ['applied', 1],
          ['screening', 5],
        ],
        null,
        'a',
      ),
      path(['applied'], null, 'b'),
      path(['applied'], null, 'c'),
    ];
    const find = (id: string) => rows.find((row) => row.id === id);
    expect(computeResponseTimes(paths, find, ({ posting }) => posting.company)).toEqual([
      { name: 'Ørsted', applied: 2, answered: 1, rate: null, days: null },
    ]);
  });

  it('has a middle half, of five and more', () => {
    expect(quartilesOf([1, 2, 3, 4])).toBeNull();
    expect(quartilesOf([9, 1, 2, 3, 20])).toEqual({ low: 2, median: 3, high: 9 });
    expect(quartilesOf([4, 1, 2, 3, 6, 5])).toEqual({ low: 2.25, median: 3.5, high: 4.75 });
  });

  it.each([
    [0, [0, 1]],
    [3.2, [0, 1, 2, 3, 4]],
    [30, [0, 7, 14, 21, 28, 35]],
    [5_000, [0, 1000, 2000, 3000, 4000, 5000]],
  ])('is drawn up to %d days beside an axis of whole ones', (days, ticks) => {
    expect(ticksUpTo(days)).toEqual(ticks);
  });

  it('knows a source by its host', () => {
    expect(sourceOf(buildApplication({ posting: { url: 'https://www.jobs.example.org/1?x=2' } }))).toBe('jobs.example.org');
  });
});

describe('applications per week', () => {
  it('run from Monday to Sunday, without gaps, up to this week', () => {
    expect(countPerWeek(['2026-11-02', '2026-11-08', '2026-11-16'], '2026-11-25')).toEqual([
      { monday: '2026-11-02', count: 2 },
      { monday: '2026-11-09', count: 0 },
      { monday: '2026-11-16', count: 1 },
      { monday: '2026-11-23', count: 0 },
    ]);
  });

  it('show the last weeks only, and nothing wrong where there is nothing', () => {
    expect(countPerWeek(['2020-01-01'], '2026-11-25', 3)).toHaveLength(3);
    expect(countPerWeek([], '2026-11-25')).toEqual([{ monday: '2026-11-23', count: 0 }]);
  });
});
