import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Instant, WebUrl } from './text.ts';

describe('an instant', () => {
  it.each(['1900-01-01T00:00:00Z', '1900-01-01T14:00:00+14:00', '9999-12-31T23:59:59.999999999Z', '2024-02-29T12:00:00-05:30'])(
    '%s is one',
    (text) => expect(v.is(Instant, text)).toBe(true),
  );

  it.each([
    ['of a day before the first, told in UTC', '1900-01-01T00:00:00+14:00'],
    ['of the year 10000, told in UTC', '9999-12-31T23:59:59-12:00'],
    ['of no such day', '2026-02-29T00:00:00Z'],
    ['of no such hour', '2026-01-01T24:00:00Z'],
    ['without a zone', '2026-01-01T00:00:00'],
  ])('%s is none', (_, text) => expect(v.is(Instant, text)).toBe(false));
});

describe('a web address', () => {
  it.each(['https://example.org', 'HTTP://EXAMPLE.org/x?y#z', '  https://[::1]:8080/ ', 'https://münchen.example/ä'])('%j is one', (text) =>
    expect(v.is(WebUrl, text)).toBe(true),
  );

  it.each([
    'http:example.org',
    'https:\\\\example.org',
    'ht\ntps://example.org',
    '\thttps:/example.org',
    'javascript:alert(1)',
    'https://ada:secret@example.org',
    'https://',
  ])('%j, which a browser might still open, is none', (text) => expect(v.is(WebUrl, text)).toBe(false));
});
