import { describe, expect, it } from 'vitest';
import { comparableAddress, rowId } from './row-identity.ts';

describe('the address under which a row may come again', () => {
  it.each([
    ['https://www.acme.example/jobs/7/?utm_source=Simplify&gclid=1', 'http://acme.example/jobs/7'],
    ['https://acme.example/jobs?id=7&lang=en', 'https://acme.example/jobs?lang=en&id=7#apply'],
    ['http://www.linkedin.com/jobs/view/3912345678', 'https://de.linkedin.com/jobs/view/kite-maker-at-acme-3912345678/?trk=x&refId=y'],
  ])('%s is also %s', (a, b) => expect(comparableAddress(a)).toBe(comparableAddress(b)));

  it.each([
    ['https://acme.example/jobs?id=7', 'https://acme.example/jobs?id=8'],
    ['https://acme.example/#/jobs/7', 'https://acme.example/#/jobs/8'],
    ['https://acme.example/Jobs/7', 'https://acme.example/jobs/7'],
    ['https://www.linkedin.com/jobs/view/3912345678', 'https://www.linkedin.com/jobs/view/3912345679'],
  ])('%s is not %s', (a, b) => expect(comparableAddress(a)).not.toBe(comparableAddress(b)));

  it.each(['', 'acme', 'javascript:alert(1)', 'ftp://acme.example/'])('%s is none', (text) => expect(comparableAddress(text)).toBeNull());
});

describe('the id of a row', () => {
  it('is a UUID that never changes', () => expect(rowId('huntr', ['h-1001'])).toBe('1ac9e65d-05ce-51e4-aade-07d6a126432d'));
  it('minds the product and where one part ends', () => {
    const ids = [rowId('huntr', ['a', 'b']), rowId('teal', ['a', 'b']), rowId('huntr', ['ab']), rowId('huntr', ['a","b'])];
    expect(new Set(ids).size).toBe(4);
  });
});
