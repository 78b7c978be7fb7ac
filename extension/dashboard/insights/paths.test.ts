import { describe, expect, it } from 'vitest';
import type { Event } from '../../../contract/index.ts';
import { pathsOf } from './paths.ts';

let clock = 0;
const event = (kind: Event['kind'], after: Record<string, unknown> = {}, applicationId = 'a') => ({
  applicationId,
  kind,
  at: new Date(Date.UTC(2026, 0, (clock += 1))).toISOString(),
  before: {},
  after,
});
const stages = (...events: ReturnType<typeof event>[]) => pathsOf(events)[0]?.steps.map(({ stage }) => stage);
const to = (stage: string, more = {}) => event('stage_changed', { stage, ...more });

describe('the way of an application', () => {
  it('is told by its events, whatever else they tell', () => {
    expect(stages(event('saved', { 'posting.title': 'T' }), event('noted', { notes: 'x' }), to('applied'), to('interviewing'))).toEqual([
      'saved',
      'applied',
      'interviewing',
    ]);
  });

  it('begins where it was saved or imported', () => {
    expect(stages(event('saved', { stage: 'applied' }))).toEqual(['applied']);
    expect(stages(event('imported', { stage: 'closed', outcome: 'rejected' }))).toEqual(['closed']);
  });

  it('keeps the interviews of what was rejected', () => {
    const [path] = pathsOf([event('saved'), to('applied'), to('interviewing'), to('closed', { outcome: 'rejected' })]);
    expect(path?.steps.map(({ stage }) => stage)).toEqual(['saved', 'applied', 'interviewing', 'closed']);
    expect(path?.outcome).toBe('rejected');
  });

  it('forgets what was put right', () => {
    expect(stages(event('saved'), to('offered'), to('applied'))).toEqual(['saved', 'applied']);
    expect(stages(event('saved'), to('applied'), to('screening'), event('undone', { stage: 'applied' }))).toEqual(['saved', 'applied']);
  });

  it('has no outcome while it is open again', () => {
    const [path] = pathsOf([event('saved'), to('closed', { outcome: 'ghosted' }), to('interviewing', { outcome: null })]);
    expect(path).toMatchObject({ outcome: null });
    expect(path?.steps.at(-1)?.stage).toBe('interviewing');
  });

  it('counts nothing that lies in the trash, and counts again what was taken out', () => {
    expect(pathsOf([event('saved'), event('deleted', { deletedAt: 'x' })])).toEqual([]);
    expect(pathsOf([event('saved'), event('deleted', { deletedAt: 'x' }), event('restored', { deletedAt: null })])).toHaveLength(1);
  });

  it('is one for each application', () => {
    expect(pathsOf([event('saved', {}, 'a'), event('saved', {}, 'b'), event('stage_changed', { stage: 'applied' }, 'a')])).toHaveLength(2);
  });
});
