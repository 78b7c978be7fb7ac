import { createHash, createHmac, createSecretKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../../contract/index.ts';
import { startTestApp, startWithDatabase, type KeptSession, type TestApp } from '../testing/start-test-app.ts';
import { deriveKeys } from './keys.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let session: Session;
let claims: Record<string, unknown>;
let right: jwt.SignOptions;

beforeAll(async () => {
  app = await startWithDatabase();
  session = await app.signUp();
  claims = { sid: jwt.decode(session.accessToken, { json: true })!['sid'], use: 'access' };
  right = { algorithm: 'HS256', audience: 'jackdaw', issuer: app.config.publicUrl, subject: session.user.id, expiresIn: 600 };
});
afterAll(() => app.close());

const verdict = async (token: string): Promise<string> => {
  const { status, body } = await app.ask('GET', '/api/me', { token });
  return status === 200 ? 'accepted' : body.code;
};
const encode = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Tokens of an attacker, and of a mistake: none may be accepted. The key is the real one where that is the point. */
function forgeries(): Record<string, string> {
  const { access: key } = deriveKeys(app.config.jwtKey);
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [head = '', body = '', signature = ''] = session.accessToken.split('.');
  const payload = jwt.decode(session.accessToken, { json: true })!;
  const hmac = (text: string, secret: Parameters<typeof createHmac>[1], hash = 'sha256') =>
    createHmac(hash, secret).update(text).digest('base64url');
  const signed = (header: unknown, content: unknown, secret: Parameters<typeof createHmac>[1] = key, hash = 'sha256'): string => {
    const text = `${encode(header)}.${encode(content)}`;
    return `${text}.${hmac(text, secret, hash)}`;
  };
  const HS256 = { alg: 'HS256', typ: 'JWT', kid: deriveKeys(app.config.jwtKey).id };
  const { exp: _exp, ...withoutExp } = payload;
  const { sub: _sub, ...withoutSub } = payload;
  const { sid: _sid, ...withoutSid } = payload;
  const { use: _use, ...withoutUse } = payload;
  const { aud: _aud, ...withoutAud } = payload;
  const { iss: _iss, ...withoutIss } = payload;
  const tokens: Record<string, string> = {
    'alg none, no signature': `${encode({ alg: 'none' })}.${body}.`,
    'alg nOnE': `${encode({ alg: 'nOnE' })}.${body}.`,
    'alg NONE, old signature': `${encode({ alg: 'NONE' })}.${body}.${signature}`,
    'no alg': signed({ typ: 'JWT' }, payload),
    'alg empty': signed({ alg: '' }, payload),
    'HS512 with the right key': signed({ ...HS256, alg: 'HS512' }, payload, key, 'sha512'),
    'HS384 with the right key': signed({ ...HS256, alg: 'HS384' }, payload, key, 'sha384'),
    'HS256 said, HS512 done': signed(HS256, payload, key, 'sha512'),
    'RS256 with a key of its own': jwt.sign(claims, privateKey, { ...right, algorithm: 'RS256' }),
    'HS256 with that public key': signed(HS256, payload, publicKey.export({ type: 'spki', format: 'pem' })),
    'a jwk in the header': signed({ ...HS256, jwk: { kty: 'oct', k: encode('attacker') } }, payload, 'attacker'),
    'a kid that is a path': signed({ ...HS256, kid: '../../dev/null' }, payload, ''),
    'a kid of nobody, right key': signed({ ...HS256, kid: 'AAAAAAAAAAA' }, payload),
    'a kid that is a list': signed({ ...HS256, kid: [HS256.kid] }, payload),
    'a kid that is a prototype’s': signed({ ...HS256, kid: '__proto__' }, payload),
    'a kid that is null': signed({ ...HS256, kid: null }, payload),
    'a jku': signed({ ...HS256, jku: 'https://attacker.example/keys' }, payload, 'attacker'),
    'an x5c': signed({ ...HS256, x5c: ['MIIB'] }, payload, 'attacker'),
    'empty key': signed(HS256, payload, ''),
    'the word secret': signed(HS256, payload, 'secret'),
    'the installation’s secret itself': signed(HS256, payload, app.config.jwtKey),
    'the key for successors': signed(HS256, payload, deriveKeys(app.config.jwtKey).successor),
    'another installation’s key': signed(
      HS256,
      payload,
      deriveKeys(createSecretKey('another secret, long enough to be one too', 'utf8')).access,
    ),
    'no exp': signed(HS256, withoutExp),
    'exp that is text': signed(HS256, { ...payload, exp: '9999999999' }),
    expired: signed(HS256, { ...payload, exp: Math.floor(Date.now() / 1000) - 31 }),
    'not before tomorrow': signed(HS256, { ...payload, nbf: Math.floor(Date.now() / 1000) + 86_400 }),
    'no sub': signed(HS256, withoutSub),
    'sub that is no id': signed(HS256, { ...payload, sub: 'ada' }),
    'sub that is SQL': signed(HS256, { ...payload, sub: `' or true --` }),
    'sub that is a list': signed(HS256, { ...payload, sub: [session.user.id] }),
    'sub of nobody': signed(HS256, { ...payload, sub: randomUUID() }),
    'no sid': signed(HS256, withoutSid),
    'sid of nobody': signed(HS256, { ...payload, sid: randomUUID() }),
    'no use': signed(HS256, withoutUse),
    'use refresh': signed(HS256, { ...payload, use: 'refresh' }),
    'use as a list': signed(HS256, { ...payload, use: ['access'] }),
    'no audience': signed(HS256, withoutAud),
    'another audience': signed(HS256, { ...payload, aud: 'starling' }),
    'no issuer': signed(HS256, withoutIss),
    'another issuer': signed(HS256, { ...payload, iss: 'https://attacker.example' }),
    'payload that is text': signed(HS256, 'access'),
    'payload that is a list': signed(HS256, [payload]),
    'payload null': signed(HS256, null),
    'payload empty': signed(HS256, {}),
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'four parts': `${session.accessToken}.${signature}`,
    'a signature shortened': session.accessToken.slice(0, -1),
    'another payload, old signature': `${head}.${encode({ ...payload, sub: randomUUID() })}.${signature}`,
    'another header, old signature': `${encode({ ...HS256, kid: 'x' })}.${body}.${signature}`,
    'parts exchanged': `${body}.${head}.${signature}`,
    'a word': 'token',
    'the id': session.user.id,
  };
  return tokens;
}

describe('an access token', () => {
  it('that is ours is accepted, and so is one that expired less than 30 seconds ago', async () => {
    expect(await verdict(session.accessToken)).toBe('accepted');
    const { access } = deriveKeys(app.config.jwtKey);
    expect(await verdict(jwt.sign(claims, access, { ...right, expiresIn: -28 }))).toBe('accepted');
  });

  it('that was forged in one of 50 ways is refused', async () => {
    const tokens = Object.entries(forgeries());
    expect(tokens.length).toBeGreaterThanOrEqual(50);
    for (const [name, token] of tokens) {
      expect(['token_invalid', 'token_expired', 'unauthenticated', 'session_revoked'], name).toContain(await verdict(token));
    }
  });

  it('with one character changed anywhere is refused', async () => {
    const { accessToken } = session;
    const accepted: number[] = [];
    for (let at = 0; at < accessToken.length; at += 3) {
      const other = accessToken[at] === 'A' ? 'B' : 'A';
      const changed = accessToken.slice(0, at) + other + accessToken.slice(at + 1);
      // The last character of a part carries bits that decode to nothing.
      const same = changed
        .split('.')
        .every((part, n) => Buffer.from(part, 'base64url').equals(Buffer.from(accessToken.split('.')[n]!, 'base64url')));
      if (!same && (await verdict(changed)) === 'accepted') accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it('says token_expired, token_invalid or unauthenticated, as the client has to act', async () => {
    const { access } = deriveKeys(app.config.jwtKey);
    expect(await verdict(jwt.sign(claims, access, { ...right, expiresIn: -40 }))).toBe('token_expired');
    expect(await verdict('nonsense')).toBe('token_invalid');
    expect((await app.ask('GET', '/api/me')).body.code).toBe('unauthenticated');
    expect((await app.ask('GET', '/api/me', { headers: { Authorization: 'Basic YTpi' } })).body.code).toBe('unauthenticated');
    // Not by cookie and not in the address: nothing that a browser sends or writes down by itself.
    const cookie = await app.ask('GET', '/api/me', { headers: { Cookie: `token=${session.accessToken}; jwt=${session.accessToken}` } });
    expect(cookie.body.code).toBe('unauthenticated');
    expect((await app.ask('GET', `/api/me?token=${session.accessToken}`)).body.code).toBe('unauthenticated');
  });
});

describe('while the secret is being changed', () => {
  const secret = (text: string) => createSecretKey(`${text} secret of the tests, long enough to be one`, 'utf8');
  const start = async (jwtKey: KeyObject, otherJwtKey?: KeyObject) => {
    const server = await startTestApp(app.database, { config: { jwtKey, otherJwtKey } });
    onTestFinished(() => server.close());
    return server;
  };
  const me = async (server: TestApp, token: string): Promise<string> => {
    const { status, body } = await server.ask('GET', '/api/me', { token });
    return status === 200 ? 'accepted' : body.code;
  };

  it('a token of the one before is accepted, of an older one refused, and nobody signs in again', async () => {
    const [oldest, old, now] = ['oldest', 'old', 'new'].map(secret) as [KeyObject, KeyObject, KeyObject];
    const [before, during, after] = [await start(oldest), await start(old, oldest), await start(now, old)];
    const { accessToken, refreshToken } = await before.signUp();
    expect([await me(before, accessToken), await me(during, accessToken), await me(after, accessToken)]).toEqual([
      'accepted',
      'accepted',
      'token_invalid',
    ]);
    const next = await after.ask<KeptSession>('POST', '/api/auth/refresh', { body: { refreshToken } });
    expect([await me(after, next.body.accessToken), await me(during, next.body.accessToken)]).toEqual(['accepted', 'token_invalid']);
  });

  it('two servers that know both, each signing with another, accept each other’s tokens', async () => {
    const [old, now] = [secret('old'), secret('new')];
    const [one, other] = [await start(old, now), await start(now, old)];
    const [a, b] = [await one.signUp(), await other.signUp()];
    expect([await me(other, a.accessToken), await me(one, b.accessToken)]).toEqual(['accepted', 'accepted']);
  });

  it('a refresh whose reply got lost is answered again by the other server, and by one that does not know the other secret is not', async () => {
    const [old, now] = [secret('old'), secret('new')];
    const [one, other] = [await start(old), await start(now, old)];
    const { refreshToken } = await one.signUp();
    const ask = async (server: TestApp) => (await server.ask<KeptSession>('POST', '/api/auth/refresh', { body: { refreshToken } })).body;
    expect((await ask(other)).refreshToken).toBeTypeOf('string');
    const again = await start(old, now);
    expect((await ask(again)).refreshToken).toBe((await ask(other)).refreshToken);
    expect(await ask(one)).toMatchObject({ code: 'session_reused' });
  });

  it('a token names its key, which says nothing of the secret; one without a name is of the version before', async () => {
    const [old, now] = [secret('old'), secret('new')];
    const server = await start(now, old);
    const { accessToken, user } = await server.signUp();
    const { header, payload } = jwt.decode(accessToken, { complete: true })!;
    expect(header.kid).toMatch(/^[\w-]{11}$/);
    expect(header.kid).not.toBe(deriveKeys(old).id);
    for (const key of Object.values(deriveKeys(now)).filter((one) => typeof one !== 'string'))
      for (const text of [key.export().toString('base64url'), createHash('sha256').update(key.export()).digest('base64url')])
        expect(text.startsWith(header.kid!)).toBe(false);
    const claimsOf = { sid: (payload as jwt.JwtPayload)['sid'], use: 'access' };
    const without = (key: KeyObject) => jwt.sign(claimsOf, deriveKeys(key).access, { ...right, subject: user.id });
    expect([await me(server, without(now)), await me(server, without(old))]).toEqual(['accepted', 'token_invalid']);
  });
});
