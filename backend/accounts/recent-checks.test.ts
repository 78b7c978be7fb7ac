import { expect, it } from 'vitest';
import { RecentChecks } from './recent-checks.ts';

it('gives back what was kept until its time is over', () => {
  const recent = new RecentChecks<string>(10);
  recent.keep('a', 'good', 100);
  expect(recent.get('a', 99.9)).toBe('good');
  expect(recent.get('a', 100)).toBeUndefined();
  expect(recent.get('a', 1)).toBeUndefined();
  expect(recent.get('b', 1)).toBeUndefined();
});

it('holds no more than it may, and lets the oldest go', () => {
  const recent = new RecentChecks<number>(3);
  for (let n = 0; n < 5; n += 1) recent.keep(String(n), n, 100);
  expect(['0', '1', '2', '3', '4'].map((key) => recent.get(key, 1))).toEqual([undefined, undefined, 2, 3, 4]);
});
