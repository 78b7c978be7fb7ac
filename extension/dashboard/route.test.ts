import { describe, expect, it } from 'vitest';
import { parseRoute, writeRoute, type Route } from './route.ts';

describe('an address of the dashboard', () => {
  it.each<[string, Route]>([
    ['#/', { view: 'list', stage: 'all', application: null }],
    ['#/stage/applied', { view: 'list', stage: 'applied', application: null }],
    ['#/application/abc', { view: 'list', stage: 'all', application: 'abc' }],
    ['#/stage/applied/application/abc', { view: 'list', stage: 'applied', application: 'abc' }],
    ['#/board', { view: 'board', stage: 'all', application: null }],
    ['#/board/application/abc', { view: 'board', stage: 'all', application: 'abc' }],
    ['#/insights', { view: 'insights' }],
    ['#/unsent', { view: 'unsent' }],
    ['#/trash', { view: 'trash' }],
    ['#/settings', { view: 'settings' }],
    ['#/recover', { view: 'recover' }],
  ])('%s is read and written the same', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
    expect(writeRoute(route)).toBe(hash);
  });

  it('keeps nothing of what is secret in a link', () => {
    expect(parseRoute('#/reset?token=secret')).toEqual({ view: 'reset' });
    expect(writeRoute(parseRoute('#/sign-up?invite=secret'))).toBe('#/');
  });

  it.each(['', '#', '#/nothing', '#/stage/unheard-of', '#//', '#/application/'])('%j is the whole list', (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'list', stage: 'all', application: null });
  });
});
