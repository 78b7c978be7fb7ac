import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let token: string;
let id: string;

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp()).accessToken;
  id = (await app.save(token)).id;
});
afterAll(() => app.close());

describe('another origin', () => {
  const WEB = [
    'null',
    'https://evil.example',
    'http://jackdaw.test',
    'https://jackdaw.test.evil.example',
    'chrome-extension://short',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop.evil.example',
    'https://chrome-extension',
    'moz-extension://evil',
    'file://',
  ];
  const EXTENSIONS = ['chrome-extension://abcdefghijklmnopabcdefghijklmnop', 'moz-extension://0f6a7a5e-1f27-4a54-8b0e-3c0a2d1f4b5c'];

  it('that is a web page is let in nowhere', async () => {
    for (const Origin of WEB) {
      for (const [method, path] of [
        ['GET', '/api/me'],
        ['OPTIONS', '/api/me'],
        ['POST', '/api/auth/sign-in'],
        ['GET', '/nowhere'],
        ['GET', '/openapi.json'],
      ] as const) {
        const headers = { Origin, 'Access-Control-Request-Method': 'GET' };
        const reply = await app.ask(method, path, { token, headers });
        expect(reply.headers.get('access-control-allow-origin'), `${Origin} ${method} ${path}`).toBeNull();
        expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
        expect(reply.headers.get('vary')).toMatch(/origin/i);
      }
    }
  });

  it('that is an extension is let in without credentials, asks first, and reads problems too', async () => {
    for (const Origin of EXTENSIONS) {
      const asked = await app.ask('OPTIONS', `/api/applications/${id}`, {
        headers: { Origin, 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'authorization,content-type' },
      });
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
      expect(asked.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
      for (const path of ['/api/me', '/nowhere']) {
        const reply = await app.ask('GET', path, { token, headers: { Origin } });
        expect(reply.headers.get('access-control-allow-origin')).toBe(Origin);
        expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
      }
    }
  });
});
