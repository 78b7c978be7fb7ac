import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../contract/index.ts';
import { buildSave, PASSWORD, startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let session: Session;

beforeAll(async () => {
  app = await startWithDatabase();
  session = await app.signUp('ada@example.org');
  for (let n = 0; n < 5; n += 1)
    await app.save(session.accessToken, undefined, buildSave({ posting: { description: 'jackdaw '.repeat(500) } }));
});
afterAll(() => app.close());

/** As it came over the wire: fetch would unpack it unasked. */
async function raw(path: string, encoding: string | undefined, { method = 'GET', body }: { method?: string; body?: unknown } = {}) {
  const headers = { Authorization: `Bearer ${session.accessToken}`, 'Content-Type': 'application/json' };
  return new Promise<{ bytes: Buffer; headers: Record<string, unknown>; status: number | undefined }>((resolve, reject) => {
    const sent = request(
      `${app.url}${path}`,
      { method, headers: { ...headers, ...(encoding === undefined ? {} : { 'Accept-Encoding': encoding }) } },
      (reply) => {
        buffer(reply).then((bytes) => resolve({ bytes, headers: reply.headers, status: reply.statusCode }), reject);
      },
    );
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

describe('a JSON reply', () => {
  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('to who takes %s goes out as %s, a fraction of its length and the same text', async (accepted, encoding, unpack) => {
    const plain = await raw('/api/changes', undefined);
    const { bytes, headers } = await raw('/api/changes', accepted);
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      vary: 'Origin, Accept-Encoding',
      'content-length': String(bytes.length),
    });
    expect(headers['content-type']).toBe(plain.headers['content-type']);
    expect(unpack(bytes).equals(plain.bytes)).toBe(true);
    expect(bytes.length).toBeLessThan(plain.bytes.length / 10);
  });

  it.each([undefined, 'identity', 'deflate', 'gzip;q=0'])('to who takes %s goes out as it is', async (accepted) => {
    const { headers, bytes } = await raw('/api/changes', accepted);
    expect(headers).not.toHaveProperty('content-encoding');
    expect(JSON.parse(bytes.toString())).toHaveProperty('changeNumber', 5);
  });

  it('that is short goes out as it is, and so does a problem', async () => {
    for (const path of ['/api/changes?after=5', '/api/nothing']) {
      expect((await raw(path, 'gzip')).headers, path).not.toHaveProperty('content-encoding');
    }
  });

  it('that holds a session is never compressed, one about applications is, whatever the method', async () => {
    const signIn = { method: 'POST', body: { email: 'ada@example.org', password: PASSWORD, device: 'x'.repeat(100) } };
    const { headers, status } = await raw('/api/auth/sign-in', 'gzip, br', signIn);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('content-encoding');
    const { items } = JSON.parse((await raw('/api/applications', undefined)).bytes.toString()) as { items: { id: string }[] };
    const bulk = { method: 'POST', body: { ids: items.map(({ id }) => id), changes: { priority: 1 } } };
    expect((await raw('/api/applications/bulk', 'br', bulk)).headers).toHaveProperty('content-encoding', 'br');
  });
});
