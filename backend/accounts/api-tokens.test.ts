import { randomBytes, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  endpoints,
  TOKEN_SCOPES,
  type ApiTokens,
  type Endpoint,
  type Event,
  type MadeApiToken,
  type Problem,
  type TokenScope,
} from '../../contract/index.ts';
import { createDatabase } from '../postgres/pools.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, PASSWORD, startTestApp, startWithDatabase } from '../testing/start-test-app.ts';
import { parseApiToken, writeApiToken } from './api-token.ts';
import { MAX_TOKENS } from './api-tokens.ts';
import { encodeBase62 } from './base62.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
  await app.signUp('administrator@example.org');
});
afterAll(() => app.close());

const ALL: readonly TokenScope[] = TOKEN_SCOPES;
const make = async (by: { accessToken: string }, scopes = ALL, body: object = {}): Promise<MadeApiToken> => {
  const reply = await app.ask<MadeApiToken>('POST', '/api/me/tokens', { token: by.accessToken, body: { name: 'Script', scopes, ...body } });
  expect(reply.status).toBe(201);
  return reply.body;
};
const list = async (by: { accessToken: string }) =>
  (await app.ask<ApiTokens>('GET', '/api/me/tokens', { token: by.accessToken })).body.items;
const verdict = async (token: string): Promise<string> => {
  const { status, body } = await app.ask<Problem>('GET', '/api/me', { token });
  return status === 200 ? 'accepted' : body.code;
};

describe('an API token', () => {
  it('is shown once, listed without itself, and kept as a hash', async () => {
    const session = await app.signUp();
    const { token, item } = await make(session);
    expect(token).toMatch(/^jd_[0-9A-Za-z]{71}$/);
    expect(item).toMatchObject({ name: 'Script', scopes: ['read', 'write', 'export'], lastUsedAt: null });
    expect(Date.parse(item.expiresAt) - Date.parse(item.createdAt)).toBeCloseTo(90 * 86_400_000, -4);
    const { text } = await app.ask('GET', '/api/me/tokens', { token: session.accessToken });
    const rows = JSON.stringify(await asOwner(app.testDatabase, `select api_tokens::text as row from api_tokens`));
    for (const secret of [token, token.slice(3, -6), parseApiToken(token)!.secret.toString('hex')]) {
      expect(text).not.toContain(secret);
      expect(rows).not.toContain(secret);
    }
  });

  it('works where an access token does, for its own account, and events name it', async () => {
    const session = await app.signUp();
    const { token } = await make(session, ['read', 'write'], { name: 'Nightly script' });
    const { id } = await app.save(token);
    expect((await app.ask('GET', `/api/applications/${id}`, { token: session.accessToken })).status).toBe(200);
    const { body } = await app.ask<{ items: Event[] }>('GET', `/api/applications/${id}/events`, { token });
    expect(body.items).toMatchObject([{ by: 'Nightly script' }]);
  });

  it('is a year old at most, for something, and has a name', async () => {
    const { accessToken } = await app.signUp();
    for (const [body, path] of [
      [{ name: ' ', scopes: ['read'] }, 'name'],
      [{ name: 'x', scopes: [] }, 'scopes'],
      [{ name: 'x', scopes: ['read', 'read'] }, 'scopes'],
      [{ name: 'x', scopes: ['session'] }, 'scopes.0'],
      [{ name: 'x', scopes: ['read'], expiresInDays: 366 }, 'expiresInDays'],
      [{ name: 'x', scopes: ['read'], expiresInDays: 0 }, 'expiresInDays'],
      [{ name: 'x', scopes: ['read'], expiresInDays: 1.5 }, 'expiresInDays'],
    ] as const) {
      const reply = await app.ask('POST', '/api/me/tokens', { token: accessToken, body });
      expect(reply.body, path).toMatchObject({ code: 'invalid_input', errors: [{ path }] });
    }
  });

  it('tells when it was used, to ten minutes, and writes that down no oftener', async () => {
    const session = await app.signUp();
    const { token } = await make(session, ['read']);
    const usedAt = async () => (await list(session))[0]!.lastUsedAt;
    await verdict(token);
    const first = await usedAt();
    expect(first).not.toBeNull();
    await verdict(token);
    expect(await usedAt()).toBe(first);
    await asOwner(app.testDatabase, `update api_tokens set last_used_at = last_used_at - interval '11 minutes' where user_id = $1`, [
      session.user.id,
    ]);
    const before = await usedAt();
    await verdict(token);
    expect(await usedAt()).not.toBe(before);
  });

  it('costs a request no more trips to the database than an access token does: one', async () => {
    const session = await app.signUp();
    const { token } = await make(session, ['read']);
    const connect = vi.spyOn(app.database.pipe, 'connect');
    onTestFinished(() => connect.mockRestore());
    expect(await verdict(session.accessToken)).toBe('accepted');
    expect(connect).toHaveBeenCalledTimes(1);
    expect(await verdict(token)).toBe('accepted');
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('is one of fifty at most, however many are made at once, and room comes with ending one', async () => {
    const session = await app.signUp();
    const replies = await Promise.all(
      Array.from({ length: MAX_TOKENS + 5 }, (_, n) =>
        app.ask('POST', '/api/me/tokens', { token: session.accessToken, body: { name: `Script ${n}`, scopes: ['read'] } }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(MAX_TOKENS);
    expect(new Set(replies.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(new Set(['too_many_tokens']));
    const items = await list(session);
    await app.ask('DELETE', `/api/me/tokens/${items[0]!.id}`, { token: session.accessToken });
    await make(session);
    // An expired one takes no room, stays in the list for a month, and then goes.
    await asOwner(app.testDatabase, `update api_tokens set expires_at = now() - interval '1 day' where user_id = $1`, [session.user.id]);
    await make(session);
    expect(await list(session)).toHaveLength(MAX_TOKENS + 1);
    await asOwner(app.testDatabase, `update api_tokens set expires_at = now() - interval '31 days' where user_id = $1`, [session.user.id]);
    await make(session);
    expect(await list(session)).toHaveLength(1);
    const left = await asOwner(app.testDatabase, 'select from api_tokens where user_id = $1', [session.user.id]);
    expect(left).toHaveLength(1);
  });
});

describe('an API token ends', () => {
  it('when its owner says so, at once', async () => {
    const session = await app.signUp();
    const [ended, kept] = [await make(session), await make(session)];
    const end = () => app.ask('DELETE', `/api/me/tokens/${ended.item.id}`, { token: session.accessToken });
    expect((await end()).status).toBe(204);
    expect([await verdict(ended.token), await verdict(kept.token)]).toEqual(['token_invalid', 'accepted']);
    expect((await end()).body.code).toBe('not_found');
  });

  it('by itself on its day', async () => {
    const session = await app.signUp();
    const { token } = await make(session, ALL, { expiresInDays: 1 });
    await asOwner(app.testDatabase, 'update api_tokens set expires_at = now() where user_id = $1', [session.user.id]);
    expect(await verdict(token)).toBe('token_expired');
  });

  it('with the account, and while that is disabled', async () => {
    const [disabled, deleted] = [await app.signUp(), await app.signUp()];
    const [one, other] = [await make(disabled), await make(deleted)];
    await asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [disabled.user.id]);
    await app.ask('DELETE', '/api/me', { token: deleted.accessToken, body: { password: PASSWORD } });
    expect([await verdict(one.token), await verdict(other.token)]).toEqual(['user_disabled', 'token_invalid']);
  });

  it('with a new password, and not with signing out: it is no device', async () => {
    const session = await app.signUp('new-password@example.org');
    const { token } = await make(session);
    await app.ask('POST', '/api/auth/sign-out-everywhere', { token: session.accessToken });
    expect(await verdict(token)).toBe('accepted');
    const { accessToken } = await app.signIn('new-password@example.org');
    await app.ask('POST', '/api/me/password', { token: accessToken, body: { current: PASSWORD, password: 'vier Elstern im Regen' } });
    expect(await verdict(token)).toBe('token_invalid');
  });
});

describe('an API token’s scope', () => {
  const routes = Object.entries<Endpoint>(endpoints).filter(([, { access }]) => access !== 'public');

  it.each(ALL)('%s opens the endpoints that the contract says, and no other', async (scope) => {
    const session = await app.signIn('administrator@example.org');
    const { token } = await make(session, [scope]);
    for (const [name, endpoint] of routes) {
      const reply = await app.ask(endpoint.method, endpoint.path.replaceAll(/:\w+/g, randomUUID()), { token });
      const refused = reply.body?.code === 'forbidden' ? reply.body.detail : 'no';
      const why = endpoint.scope === 'session' ? 'No API token may do this' : `needs one with the scope "${endpoint.scope}"`;
      expect(refused, name).toContain(endpoint.scope === scope ? 'no' : why);
      expect(reply.status, name).not.toBe(401);
    }
  });

  it('session is no token’s: it makes no other token, changes no password and administers nothing', () => {
    const sessions = routes.filter(([, { scope }]) => scope === 'session').map(([, { path }]) => path);
    expect(routes.filter(([, { access, scope }]) => access === 'administrator' && scope !== 'session')).toEqual([]);
    const guarded = [/^\/api\/me\/(?:tokens|sessions|password)/, /^\/api\/auth\//];
    const paths = routes.map(([, { path }]) => path).filter((path) => guarded.some((pattern) => pattern.test(path)));
    expect(sessions).toEqual(expect.arrayContaining(paths));
  });
});

/** Tokens of somebody who knows how they are made, and of a mistake: none may be accepted. */
function forgeries(right: string, userId: string): Record<string, string> {
  const sealed = (text: string): string => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(text));
    return text + encodeBase62(bytes, 6);
  };
  const { secret } = parseApiToken(right)!;
  const digits = right.slice(3, 68);
  const flipped = Buffer.from(secret);
  flipped[31]! ^= 1;
  const tokens: Record<string, string> = {
    'another’s id with this secret': writeApiToken({ userId: randomUUID(), secret }),
    'this id with another secret': writeApiToken({ userId, secret: randomBytes(32) }),
    'one bit of the secret changed': writeApiToken({ userId, secret: flipped }),
    'a secret of zeros': writeApiToken({ userId, secret: Buffer.alloc(32) }),
    'the secret backwards': writeApiToken({ userId, secret: Buffer.from(secret.toReversed()) }),
    'no checksum': `jd_${digits}`,
    'checksum of zeros': `jd_${digits}000000`,
    'checksum of another prefix': `jd_${sealed(`xx_${digits}`).slice(-6)}`,
    'checksum without the prefix': `jd_${sealed(digits)}`,
    'more than 48 bytes, rightly sealed': sealed(`jd_${'z'.repeat(65)}`),
    'an id that is none, rightly sealed': sealed(`jd_${encodeBase62(Buffer.concat([Buffer.alloc(16, 0xff), secret]), 65)}`),
    'one digit more, rightly sealed': sealed(`jd_0${digits}`),
    'one digit less, rightly sealed': sealed(`jd_${digits.slice(1)}`),
    'an empty one': 'jd_',
    'only its prefix, sealed': sealed('jd_'),
    'its prefix in capitals': `JD_${right.slice(3)}`,
    'another prefix': `gh_${right.slice(3)}`,
    'without prefix': right.slice(3),
    twice: right + right,
    'with a word after it': `${right}x`,
    'with SQL after it': `${right}'or'1'='1`,
    'with a dot and a JWT’s rest': `${right}.e30.x`,
    'in lower case': right.toLowerCase(),
    'in upper case': right.toUpperCase(),
    'in base64': Buffer.from(right).toString('base64'),
    'its id': userId,
    'its hash': right.slice(0, 3) + Buffer.from(secret).toString('hex'),
  };
  for (let at = 3; at < right.length; at += 2) {
    const other = right[at] === 'A' ? 'B' : 'A';
    tokens[`digit ${at} changed`] = right.slice(0, at) + other + right.slice(at + 1);
    if (at < 68) tokens[`digit ${at} changed, sealed again`] = sealed(right.slice(0, at) + other + right.slice(at + 1, 68));
  }
  return tokens;
}

it('a forged or changed API token is refused, whichever of more than 50 ways', async () => {
  const session = await app.signUp();
  const { token } = await make(session);
  const tokens = Object.entries(forgeries(token, session.user.id));
  expect(tokens.length).toBeGreaterThanOrEqual(90);
  for (const [name, forged] of tokens) expect(await verdict(forged), name).toBe('token_invalid');
  // Not by cookie, not in the address, and not by another scheme.
  expect((await app.ask(`GET`, `/api/me?token=${token}`)).body.code).toBe('unauthenticated');
  for (const headers of [{ Cookie: `token=${token}` }, { Authorization: `Basic ${token}` }, { Authorization: token }])
    expect((await app.ask('GET', '/api/me', { headers: headers as Record<string, string> })).body.code).toBe('unauthenticated');
  expect(await verdict(token)).toBe('accepted');
});

it('a token whose checksum is wrong is refused without asking the database', async () => {
  const database = createDatabase({ url: 'postgres://jackdaw_app@127.0.0.1:1/gone' });
  const without = await startTestApp(database);
  onTestFinished(async () => {
    await without.close();
    await database.close();
  });
  const right = writeApiToken({ userId: randomUUID(), secret: randomBytes(32) });
  const wrong = right.slice(0, -1) + (right.endsWith('0') ? '1' : '0');
  const ask = async (token: string) =>
    (await without.ask('PUT', `/api/applications/${randomUUID()}`, { token, body: buildSave() })).body.code;
  expect([await ask(wrong), await ask(right)]).toEqual(['token_invalid', 'unavailable']);
});
