import { describe, expect, it } from 'vitest';
import { buildApplication } from '../testing/build-application.ts';
import { whatChanged } from './what-changed.ts';

const salary = { min: 600_000, max: 720_000, currency: 'DKK', period: 'YEAR' as const };
const saved = buildApplication({
  posting: { salary, workplaceType: 'REMOTE', datePosted: '2026-11-01', description: '## Build\n\n*   pipelines' },
  origins: { title: { reader: 'json-ld', via: '' } },
});
const changesOf = (now: Partial<typeof saved.posting>, application = saved, typed: string[] = []) =>
  whatChanged(application, { ...application.posting, ...now }, (field) => typed.includes(field));

describe('a posting met again', () => {
  it('that reads the same has no news, however its text is laid out', () => {
    expect(changesOf({ description: 'Build\n- pipelines ' })).toEqual([]);
  });

  it('says that its pay was lowered and remote work is gone', () => {
    const lower = { ...salary, min: 550_000, max: 650_000 };
    expect(changesOf({ salary: lower, workplaceType: null })).toEqual([
      { field: 'workplaceType', before: 'REMOTE', after: null, direction: null },
      { field: 'salary', before: salary, after: lower, direction: 'lowered' },
    ]);
  });

  it.each([
    [{ ...salary, max: 800_000 }, 'raised'],
    [{ ...salary, min: 500_000, max: 800_000 }, null],
    [{ ...salary, min: 50_000, max: 60_000, period: 'MONTH' as const }, null],
    [{ ...salary, currency: 'EUR' }, null],
  ])('compares pay only where it can be compared: %j is %s', (after, direction) => {
    expect(changesOf({ salary: after })).toMatchObject([{ field: 'salary', direction }]);
  });

  it('calls a day that moved by a little no news, and a posting put up again news', () => {
    expect(changesOf({ datePosted: '2026-11-03' })).toEqual([]);
    expect(changesOf({ datePosted: '2026-11-20' })).toMatchObject([{ field: 'datePosted' }]);
  });

  it('leaves what the person had typed alone, until they type another', () => {
    const theirs = buildApplication({ posting: { title: 'Data Engineer (ships)' }, origins: { title: { reader: 'you', via: '' } } });
    expect(changesOf({ title: 'Data Engineer' }, theirs)).toEqual([]);
    expect(changesOf({ title: 'Data Engineer' }, theirs, ['title'])).toMatchObject([{ field: 'title' }]);
  });
});
