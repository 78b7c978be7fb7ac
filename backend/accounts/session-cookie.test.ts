import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Endpoint, type Problem, type Session } from '../../contract/index.ts';
import { PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

/** As the page itself asks. */
const OURS = { 'X-Jackdaw': 'web', 'Sec-Fetch-Site': 'same-origin' };

const post = (path: string, headers: Record<string, string>, body: object = {}) =>
  app.ask<Session & Problem>('POST', `/api/auth/${path}`, { headers, body });

/** Signs a browser up; with what it would send back. */
async function signUp() {
  const email = `${randomUUID()}@example.org`;
  const { body, headers } = await post('sign-up', {}, { email, password: PASSWORD, keep: 'cookie' });
  const set = headers.get('set-cookie') ?? '';
  return { session: body, set, cookie: set.split(';')[0] ?? '' };
}

describe('a browser’s refresh token', () => {
  it('is a cookie that no script reads, no other site sends and no other host sets; the reply shows none', async () => {
    const { session, set } = await signUp();
    expect(session.refreshToken).toBeNull();
    const [pair, ...attributes] = set.split('; ');
    expect(pair).toMatch(/^__Host-jackdaw=[\w.-]{89}$/);
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  it('is exchanged for the next when the page asks, and forgotten when its session is over', async () => {
    const { session, cookie } = await signUp();
    const next = await post('refresh', { ...OURS, Cookie: cookie });
    expect(next.body).toMatchObject({ refreshToken: null, user: { id: session.user.id } });
    const nextCookie = next.headers.get('set-cookie')!.split(';')[0]!;
    expect(nextCookie).not.toBe(cookie);
    // A browser from before Sec-Fetch-Site.
    expect((await post('refresh', { 'X-Jackdaw': 'web', Cookie: nextCookie })).status).toBe(200);
    await app.ask('POST', '/api/auth/sign-out-everywhere', { token: session.accessToken });
    const over = await post('refresh', { ...OURS, Cookie: nextCookie });
    expect(over.body.code).toBe('session_revoked');
    expect(over.headers.get('set-cookie')).toMatch(/^__Host-jackdaw=; Max-Age=0; .*HttpOnly/);
    expect((await post('refresh', OURS)).body.code).toBe('unauthenticated');
  });

  it('ends by signing out, with the page’s word alone', async () => {
    const { session, cookie } = await signUp();
    const left = await post('sign-out', { ...OURS, Cookie: cookie });
    expect([left.status, left.headers.get('set-cookie')]).toEqual([204, expect.stringMatching(/^__Host-jackdaw=; Max-Age=0/)]);
    expect((await app.ask('GET', '/api/me', { token: session.accessToken })).body.code).toBe('session_revoked');
  });

  // What forms, fetches without and with credentials, images and other hosts of the same site can send.
  const FOREIGN: Record<string, string>[] = [
    {},
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'X-Jackdaw': 'web', 'Sec-Fetch-Site': 'cross-site' },
    { 'X-Jackdaw': 'web', 'Sec-Fetch-Site': 'same-site' },
    { 'X-Jackdaw': 'web', 'Sec-Fetch-Site': 'none' },
    { 'X-Jackdaw': 'web', 'Sec-Fetch-Site': 'same-origin, cross-site' },
    { 'X-Jackdaw': 'WEB', 'Sec-Fetch-Site': 'same-origin' },
    { 'X-Jackdaw': 'web,web', 'Sec-Fetch-Site': 'same-origin' },
    { 'X-Jackdaw': '1', Origin: 'https://evil.example' },
    { Origin: 'https://evil.example', Referer: 'https://evil.example/' },
    { Origin: 'null' },
  ];

  it('serves no other site: neither to refresh nor to sign out, and its session goes on as if nobody had asked', async () => {
    const { session, cookie } = await signUp();
    for (const headers of FOREIGN) {
      for (const path of ['refresh', 'sign-out']) {
        const { body, headers: replied } = await post(path, { ...headers, Cookie: cookie });
        expect(body.code, JSON.stringify(headers)).toBe('forbidden');
        expect(replied.get('set-cookie')).toBeNull();
      }
    }
    // A form can not send JSON, and the preflight of what could is answered to extensions only.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const { body } = await post('refresh', { ...OURS, Cookie: cookie, 'Content-Type': type });
      expect(body.code).toBe('unsupported_media_type');
    }
    expect((await app.ask('GET', '/api/me', { token: session.accessToken })).status).toBe(200);
    expect((await post('refresh', { ...OURS, Cookie: cookie })).status).toBe(200);
  });

  it('opens no other endpoint', async () => {
    const { cookie } = await signUp();
    const others = Object.values<Endpoint>(endpoints).filter(({ access }) => access !== 'public');
    for (const { method, path } of others) {
      const reply = await app.ask(method, path.replaceAll(/:\w+/g, randomUUID()), { headers: { ...OURS, Cookie: cookie } });
      expect(reply.body.code, `${method} ${path}`).toBe('unauthenticated');
    }
  });
});
