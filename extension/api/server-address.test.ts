import { describe, expect, it, vi } from 'vitest';
import { parseServerAddress } from './server-address.ts';

describe('a typed server address', () => {
  it.each([
    ['jackdaw.example.org', 'https://jackdaw.example.org', 'https://jackdaw.example.org/*', false],
    [' HTTPS://Jackdaw.Example.org:8443/app/ ', 'https://jackdaw.example.org:8443/app', 'https://jackdaw.example.org/*', false],
    ['localhost:3000', 'http://localhost:3000', 'http://localhost/*', false],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000', 'http://127.0.0.1/*', false],
    ['http://[::1]:3000/', 'http://[::1]:3000', 'http://[::1]/*', false],
    ['http://192.168.1.5:3000', 'http://192.168.1.5:3000', 'http://192.168.1.5/*', true],
    ['https://http://192.168.1.5:3000', 'http://192.168.1.5:3000', 'http://192.168.1.5/*', true],
    ['http://[fd00::5]:3000', 'http://[fd00::5]:3000', 'http://[fd00::5]/*', true],
    ['my_nas:3000', 'https://my_nas:3000', 'https://my_nas/*', false],
    ['https://example.org/?x=1#y', 'https://example.org', 'https://example.org/*', false],
  ])('%s', (typed, server, hostPattern, readableOnTheWay) => {
    expect(parseServerAddress(typed)).toEqual({ server, hostPattern, readableOnTheWay });
  });

  it.each([
    '',
    '   ',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://example.org',
    'https://user:secret@example.org',
    'http://',
    'not a host',
    'https://.',
    'https://a..b',
  ])('is refused: %s', (typed) => expect(parseServerAddress(typed)).toBeNull());

  it('is refused where Chromium would let a blank stand in it', () => {
    vi.stubGlobal(
      'URL',
      class extends URL {
        override get hostname() {
          return 'my%20server';
        }
      },
    );
    expect(parseServerAddress('https://myserver')).toBeNull();
    vi.unstubAllGlobals();
  });
});
