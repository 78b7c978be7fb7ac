import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Endpoint } from '../../contract/index.ts';
import { startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const UNNAMED = ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs', '/nowhere', '/api/nowhere'];
const routes = [
  ...Object.values<Endpoint>(endpoints).map(({ method, path }) => ({
    method: method as string,
    path: path.replaceAll(/:\w+/g, '018f0000-0000-7000-8002-000000000000'),
  })),
  ...UNNAMED.map((path) => ({ method: 'GET', path })),
];

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp()).accessToken;
});
afterAll(() => app.close());

/** What fetch would not let through: any Host, any Origin, any method. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = http.request(`${app.url}${path}`, { method, headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text })).on('error', reject);
    });
    sent.on('error', reject).end();
  });
}

describe.each(routes)('$method $path', ({ method, path }) => {
  it('is answered with every security header, to whom it serves and to whom it refuses', async () => {
    const replies = [
      await send(method, path, {}),
      await send(method, path, { Authorization: 'Bearer broken' }),
      await send(method, `${path}?unknown=1`, { Authorization: `Bearer ${token}`, 'Content-Type': 'text/html' }),
      await send('TRACE', path, {}),
      await send('OPTIONS', path, {}),
      await send('HEAD', path, {}),
    ];
    for (const { headers, status } of replies) {
      expect(headers, String(status)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        vary: expect.stringMatching(/origin/i),
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('set-cookie');
      expect(headers['cache-control'] ?? '').toMatch(path.startsWith('/api/') ? /^no-store$/ : /.*/);
    }
  });

  it('lets no web page in, and answers an extension’s question', async () => {
    for (const Origin of WEB_ORIGINS) {
      const { headers } = await send('OPTIONS', path, { Origin, 'Access-Control-Request-Method': method });
      expect(
        Object.keys(headers).filter((name) => name.startsWith('access-control-')),
        Origin,
      ).toEqual([]);
    }
    const { headers } = await send(method, path, { Origin: WEB_ORIGINS[0]! });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    const asked = await send('OPTIONS', path, { Origin: EXTENSION, 'Access-Control-Request-Method': method });
    expect(asked).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': EXTENSION } });
    expect(asked.headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

const WEB_ORIGINS = [
  'https://evil.example',
  'http://jackdaw.test',
  'https://jackdaw.test',
  'http://jackdaw.test:80',
  'http://127.0.0.1',
  'http://localhost',
  'http://localhost:4747',
  'http://[::1]:4747',
  'null',
  'file://',
  'data:',
  'blob:http://jackdaw.test/1',
  'about:blank',
  'https://jackdaw.test.evil.example',
  'https://evil.example#jackdaw.test',
  'https://jackdaw.test@evil.example',
  'chrome-extension://short',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnoq',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop/',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop.evil.example',
  'https://chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'moz-extension://evil',
  'moz-extension://0f6a7a5e-1f27-4a54-8b0e-3c0a2d1f4b5c.evil.example',
  'CHROME-EXTENSION://ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP',
  '*',
];

it('25 web origins were tried', () => expect(new Set(WEB_ORIGINS).size).toBe(25));

const HOSTS = ['evil.example', 'evil.example:4747', 'jackdaw.test@evil.example', '127.0.0.1:1', '[::1]', 'a'.repeat(300)];
const CLAIMS = [
  { 'X-Forwarded-Host': 'evil.example' },
  { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'javascript' },
  { 'X-Forwarded-For': 'evil.example, 127.0.0.1' },
  { Forwarded: 'host=evil.example;proto=https' },
  { 'X-Original-URL': '/api/me', 'X-Rewrite-URL': '/api/me' },
  { 'X-HTTP-Method-Override': 'DELETE' },
];

describe('whatever Host and forwarding headers say', () => {
  it.each(HOSTS.flatMap((Host) => [{}, ...CLAIMS].map((claim) => ({ Host, ...claim }) as Record<string, string>)))(
    '%j changes no reply',
    async (headers) => {
      const described = await send('GET', '/openapi.json', headers);
      expect(JSON.parse(described.text)).toMatchObject({ servers: [{ url: 'http://jackdaw.test' }] });
      for (const path of ['/api/me', '/nowhere', '/docs', '/api/applications?limit=1']) {
        const reply = await send('GET', path, { ...headers, Authorization: `Bearer ${token}` });
        expect([200, 404]).toContain(reply.status);
        expect(`${reply.text}${JSON.stringify(reply.headers)}`).not.toMatch(/evil\.example/);
        expect(reply.headers).not.toHaveProperty('location');
      }
    },
  );
});
