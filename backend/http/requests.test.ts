import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Endpoint } from '../../contract/index.ts';
import { buildSave, PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';
import { v7 } from 'uuid';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let token: string;
let id: string;

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp('canary@example.org')).accessToken;
  id = (await app.save(token)).id;
});
afterAll(() => app.close());

const put = (raw: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
  app.ask('PUT', `/api/applications/${v7()}`, { token, raw, headers });

describe('a body', () => {
  it('that is no JSON is malformed', async () => {
    for (const raw of ['{', '', '{"posting":}', 'undefined', '{"a":1}x', `{'a':1}`, '\u0000', 'NaN']) {
      expect((await put(raw)).body, raw).toMatchObject({ status: 400, code: 'malformed' });
    }
  });

  it('that is no UTF-8 is malformed', async () => {
    expect((await put(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).body.code).toBe('malformed');
  });

  it('that is JSON but no object names the whole body', async () => {
    for (const raw of ['null', '[]', '1', '"text"', 'true'])
      expect((await put(raw)).body, raw).toMatchObject({ status: 422, errors: [{}] });
  });

  it('with a field that would pollute a prototype is refused whole, at any depth', async () => {
    const posting = JSON.stringify(buildSave().posting);
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      for (const raw of [
        `{"posting":${posting},"${name}":{"polluted":true}}`,
        `{"posting":{"${name}":{"polluted":true}}}`,
        `{"posting":${posting},"origins":{"title":{"${name}":1}}}`,
        `{"posting":${posting},"tags":[{"${name}":1}]}`,
        `[[[{"${name}":1}]]]`,
      ]) {
        expect((await put(raw)).body, raw).toMatchObject({ status: 400, code: 'malformed' });
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('100,000 levels deep is answered, not crashed on', async () => {
    const deep = 100_000;
    expect((await put('['.repeat(deep) + ']'.repeat(deep))).status).toBe(422);
    expect((await put(`{"posting":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`)).status).toBe(422);
  });

  it('over 1 MiB is too large, with its length told or not, also when it would be valid', async () => {
    const long = JSON.stringify(buildSave({ notes: 'x'.repeat(1024 * 1024) }));
    expect((await put(long)).body).toMatchObject({ status: 413, code: 'too_large' });
    const chunked = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 40; n += 1) controller.enqueue(Buffer.alloc(32 * 1024, ' '));
        controller.close();
      },
    });
    expect((await put(chunked)).body).toMatchObject({ status: 413, code: 'too_large' });
  });

  it('that says it has 10 GB is refused before it comes', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Content-Length': String(10 * 1024 ** 3) };
      const asked = request(`${app.url}/api/applications/${v7()}`, { method: 'PUT', headers }, (reply) => {
        resolve(reply.statusCode);
        asked.destroy();
      });
      asked.on('error', reject);
      asked.write('{');
    });
    expect(status).toBe(413);
  });

  it('of just under 1 MiB is read', async () => {
    const snapshot = 'x'.repeat(390_000);
    const body = buildSave({ snapshot, notes: 'n'.repeat(100_000), posting: { description: 'd'.repeat(200_000) } });
    expect((await put(JSON.stringify(body) + ' '.repeat(300_000))).status).toBe(201);
  });

  it('that is not JSON in UTF-8, as it is, is unsupported', async () => {
    const raw = JSON.stringify(buildSave());
    for (const headers of [
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      { 'Content-Type': 'multipart/form-data; boundary=x' },
      { 'Content-Type': 'application/json; charset=utf-16' },
      { 'Content-Encoding': 'gzip' },
    ]) {
      expect((await put(raw, headers)).body, JSON.stringify(headers)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    }
    expect((await put(raw, { 'Content-Type': 'application/json; charset=UTF-8' })).status).toBe(201);
  });

  it('has every invalid field named in one problem, by dotted path, and nothing of it repeated', async () => {
    const { body } = await app.ask('PUT', '/api/applications/no-id', {
      token,
      body: {
        posting: {
          title: '  ',
          url: 'javascript:alert(1)',
          salary: { min: 5, max: 1, currency: 'euro', period: null },
          datePosted: '2026-02-30',
        },
        stage: 'dreaming',
        priority: 'canary-received-value',
        tags: ['ok', 7],
        capturedAt: '2026-02-31T00:00:00Z',
        surprise: 1,
      },
    });
    expect(body.status).toBe(422);
    expect(body.errors?.map(({ path }) => path).toSorted()).toEqual(
      [
        'capturedAt',
        'id',
        'posting.company',
        'posting.datePosted',
        'posting.salary',
        'posting.salary.currency',
        'posting.title',
        'posting.url',
        'priority',
        'stage',
        'surprise',
        'tags.1',
      ].toSorted(),
    );
    expect(JSON.stringify(body)).not.toContain('canary-received-value');
    expect(body.errors).toContainEqual({ path: 'posting.company', message: 'Is missing' });
    expect(body.errors).toContainEqual({ path: 'surprise', message: 'There is no such field' });
  });

  it('with NUL and lone surrogates is stored without them', async () => {
    const saved = await app.save(
      token,
      undefined,
      buildSave({ posting: { title: 'a\0b\ud800c', url: 'https://example.org/\0x' }, notes: '\udfff', tags: ['\0'.concat('t')] }),
    );
    expect(saved).toMatchObject({ posting: { title: 'ab\ufffdc', url: 'https://example.org/x' }, notes: '\ufffd', tags: ['t'] });
  });
});

it.each([
  ['an instant of 1899 in UTC', { capturedAt: '1900-01-01T00:00:00+14:00' }],
  ['an instant of the year 10000 in UTC', { capturedAt: '9999-12-31T23:59:59-12:00' }],
  ['an address without its slashes', { posting: { url: 'http:example.org' } }],
  ['an address with backslashes', { posting: { url: 'https:\\\\example.org' } }],
  ['an address broken in its scheme', { posting: { url: 'ht\ntps://example.org' } }],
])('%s, which the database would not take or give back, is refused before it', async (_, body) => {
  expect((await put(JSON.stringify(buildSave(body)))).body).toMatchObject({ status: 422, code: 'invalid_input' });
});

it('a change number that nobody can have reached is refused', async () => {
  for (const basedOn of [1e300, 1e19, Number.MAX_SAFE_INTEGER + 1]) {
    const reply = await app.ask('PATCH', `/api/applications/${id}`, { token, body: { basedOn, changes: { notes: 'x' } } });
    expect(reply.body, String(basedOn)).toMatchObject({ status: 422, errors: [{ path: 'basedOn' }] });
  }
});

const FORBIDDEN = [
  'user_id',
  'userId',
  'id',
  'changeNumber',
  'change_number',
  'createdAt',
  'updatedAt',
  'deletedAt',
  'save_hash',
  'role',
  'isAdmin',
  'passwordHash',
];
const writes = Object.entries<Endpoint>(endpoints).filter(([, { body }]) => body !== undefined);
const VALID: Record<string, () => object> = {
  signUp: () => ({ email: `${v7()}@example.org`, password: PASSWORD }),
  signIn: () => ({ email: 'canary@example.org', password: PASSWORD }),
  refresh: () => ({ refreshToken: 'x' }),
  signOut: () => ({ refreshToken: 'x' }),
  editMe: () => ({ name: 'x' }),
  changePassword: () => ({ current: PASSWORD, password: PASSWORD }),
  deleteMe: () => ({ password: PASSWORD }),
  createApiToken: () => ({ name: 'x', scopes: ['read'] }),
  saveApplication: () => buildSave(),
  editApplication: () => ({ basedOn: 0, changes: { notes: 'x' } }),
  bulkEdit: () => ({ ids: [id], changes: { priority: 1 } }),
  undoEvent: () => ({ eventId: id }),
  makeInvite: () => ({ note: 'x' }),
  makeRecoveryCodes: () => ({ password: PASSWORD }),
  recover: () => ({ email: 'canary@example.org', code: 'x', password: PASSWORD }),
  reset: () => ({ token: 'x', password: PASSWORD }),
};

it('every endpoint that takes a body has a valid one above', () => {
  expect(Object.keys(VALID).toSorted()).toEqual(writes.map(([name]) => name).toSorted());
});

describe.each(writes)('%s', (name, { method, path }) => {
  it('refuses a body that would pollute a prototype, whole', async () => {
    const valid = JSON.stringify(VALID[name]!()).slice(1);
    for (const poison of ['"__proto__":{"polluted":1},', '"constructor":{"prototype":{"polluted":1}},', '"x":[{"prototype":1}],']) {
      const reply = await app.ask(method, path.replace(':id', id), { token, raw: `{${poison}${valid}` });
      expect(reply.body, poison).toMatchObject({ status: 400, code: 'malformed' });
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(FORBIDDEN)('refuses the field %s, outside and inside, and writes nothing', async (field) => {
    const valid = VALID[name]!();
    const nested = Object.fromEntries(
      Object.entries(valid).map(([key, value]) => [
        key,
        typeof value === 'object' && !Array.isArray(value) ? { ...value, [field]: 1 } : value,
      ]),
    );
    const bodies = [{ ...valid, [field]: 1 }, ...(JSON.stringify(nested) === JSON.stringify(valid) ? [] : [nested])];
    const before = await app.ask<{ changeNumber: number }>('GET', '/api/changes', { token });
    for (const body of bodies) {
      const reply = await app.ask(method, path.replace(':id', id), { token, body });
      expect(reply.body).toMatchObject({ status: 422, errors: [{ message: 'There is no such field' }] });
    }
    expect((await app.ask<{ changeNumber: number }>('GET', '/api/changes', { token })).body.changeNumber).toBe(before.body.changeNumber);
  });
});

describe('an address', () => {
  it('that is nowhere is not_found; a known one with another method is method_not_allowed, and says which are', async () => {
    for (const path of [
      '/',
      '/api',
      '/api/',
      '/api/nothing',
      '/API/me',
      '/api/me/',
      '/api//me',
      '/api/applications/%zz/x',
      '/favicon.ico',
    ]) {
      expect((await app.ask('GET', path, { token })).body, path).toMatchObject({ status: 404, code: 'not_found' });
    }
    const reply = await app.ask('POST', '/api/me', { token });
    expect(reply.body).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(reply.headers.get('allow')).toContain('GET');
    expect((await app.ask('DELETE', '/api/auth/sign-in')).headers.get('allow')).toBe('POST');
  });

  it('with an id that is none, or a query that nobody asked for, is invalid_input', async () => {
    for (const wrong of ['1', '%00', '..%2f..', `${id}x`, '%zz']) {
      expect((await app.ask('GET', `/api/applications/${wrong}`, { token })).body, wrong).toMatchObject({
        status: 422,
        errors: [{ path: 'id' }],
      });
    }
    expect((await app.ask('GET', `/api/applications/${id}?user_id=1`, { token })).body).toMatchObject({ errors: [{ path: 'user_id' }] });
    expect((await app.ask('GET', '/api/changes?after=1&after=2', { token })).body).toMatchObject({ errors: [{ path: 'after' }] });
    expect((await app.ask('GET', '/api/changes?__proto__=1', { token })).status).toBe(422);
    expect((await app.ask('GET', `/api/applications/${id.toUpperCase()}`, { token })).status).toBe(200);
  });
});

it('HEAD is answered like GET without a body, and takes nothing that is not given back', async () => {
  for (let n = 0; n < 12; n += 1) {
    expect((await app.ask('HEAD', '/api/export.csv', { token })).status).toBe(200);
  }
  expect((await app.ask('GET', '/api/export.csv', { token })).status).toBe(200);
});

it('health says alive and ready, and needs no token', async () => {
  expect(JSON.parse((await app.ask('GET', '/healthz')).text)).toEqual({ status: 'alive', api: 1, now: expect.any(Number) });
  expect((await app.ask('GET', '/readyz')).text).toBe('{"status":"ready"}');
});
