import { describe, expect, it } from 'vitest';
import { deviceName } from './device-name.ts';
import { parseAmount } from './detail/pay-field.tsx';
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

describe('an amount as people write it', () => {
  it.each([
    ['60000', 60_000],
    ['60 000', 60_000],
    ['60.000', 60_000],
    ['60,000', 60_000],
    ['60’000', 60_000],
    ['1.234.567', 1_234_567],
    ['22.50', 22.5],
    ['22,5', 22.5],
    ['60.000,50', 60_000.5],
    ['60,000.50', 60_000.5],
    ['', null],
    ['a lot', Number.NaN],
    ['-5', Number.NaN],
    ['60k', Number.NaN],
  ])('%j', (written, amount) => {
    expect(parseAmount(written)).toBe(amount);
  });
});

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 'Chrome on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (Android 14; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 'Firefox on Android'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox on macOS'],
    ['something else', 'Browser'],
  ])('%s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
