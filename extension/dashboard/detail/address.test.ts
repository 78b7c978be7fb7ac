import { describe, expect, it } from 'vitest';
import { NO_ADDRESS_HOST } from '../../../contract/index.ts';
import { addressIn, hrefOf, parseAddress } from './address.ts';

describe('a posting’s address', () => {
  it('is none where an import made it up', () => {
    const url = `https://${NO_ADDRESS_HOST}/01990000-0000-7000-8000-000000000001`;
    expect([addressIn(url), hrefOf(url)]).toEqual([null, null]);
    expect([addressIn('https://jobs.example/1'), hrefOf('https://jobs.example/1')]).toEqual([
      'https://jobs.example/1',
      'https://jobs.example/1',
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@example.org', 'https://a:b@example.org', ''])('is no link: %s', (url) =>
    expect(hrefOf(url)).toBeNull(),
  );

  it.each([
    ['https://jobs.example/1', 'https://jobs.example/1'],
    [' jobs.example/1?a=b ', 'https://jobs.example/1?a=b'],
    ['jobs.example:8443', 'https://jobs.example:8443'],
    ['http://localhost/1', 'http://localhost/1'],
    ['javascript:alert(1)', null],
    ['not an address', null],
    ['', null],
  ])('is typed as %s', (typed, address) => expect(parseAddress(typed)).toBe(address));
});
