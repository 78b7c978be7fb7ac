import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Application, Event, MadeApiToken, TokenScope } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, startWithDatabase, type KeptSession } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
beforeAll(async () => {
  app = await startWithDatabase();
  await app.signUp('administrator@example.org');
});
afterAll(() => app.close());

const makeToken = async ({ accessToken }: KeptSession, scopes: TokenScope[]): Promise<string> => {
  const reply = await app.ask<MadeApiToken>('POST', '/api/me/tokens', { token: accessToken, body: { name: 'Script', scopes } });
  return reply.body.token;
};
const rowsOf = ({ user }: KeptSession) =>
  asOwner(
    app.testDatabase,
    `select to_jsonb(a) as row from applications a where user_id = $1 union all select to_jsonb(e) from events e where user_id = $1
     union all select to_jsonb(s) from snapshots s where user_id = $1 union all select to_jsonb(u) from users u where id = $1`,
    [user.id],
  );

/** Ways in which a token that was good a moment ago is refused, each with what it is told. */
const REFUSED: Record<string, (session: KeptSession) => Promise<{ token: string; code: string }>> = {
  'a session that was signed out': async ({ accessToken: token, refreshToken }) => {
    await app.ask('POST', '/api/auth/sign-out', { body: { refreshToken } });
    return { token, code: 'session_revoked' };
  },
  'a session that somebody else used': async ({ accessToken: token, user }) => {
    await asOwner(app.testDatabase, `update sessions set revoked_at = now(), revoked_reason = 'reused' where user_id = $1`, [user.id]);
    return { token, code: 'session_reused' };
  },
  'a session past its last day': async ({ accessToken: token, user }) => {
    await asOwner(app.testDatabase, `update sessions set absolute_expires_at = now() - interval '1 second' where user_id = $1`, [user.id]);
    return { token, code: 'session_revoked' };
  },
  'a session that is gone': async ({ accessToken: token, user }) => {
    await asOwner(app.testDatabase, 'delete from sessions where user_id = $1', [user.id]);
    return { token, code: 'session_revoked' };
  },
  'a locked account': async ({ accessToken: token, user }) => {
    await asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [user.id]);
    return { token, code: 'user_disabled' };
  },
  'an API token of a locked account': async (session) => {
    const token = await makeToken(session, ['read', 'write']);
    await asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [session.user.id]);
    return { token, code: 'user_disabled' };
  },
  'an API token past its day': async (session) => {
    const token = await makeToken(session, ['read', 'write']);
    await asOwner(app.testDatabase, 'update api_tokens set expires_at = now() where user_id = $1', [session.user.id]);
    return { token, code: 'token_expired' };
  },
  'an API token that was ended': async (session) => {
    const token = await makeToken(session, ['read', 'write']);
    await asOwner(app.testDatabase, 'delete from api_tokens where user_id = $1', [session.user.id]);
    return { token, code: 'token_invalid' };
  },
  'an API token of another scope': async (session) => ({ token: await makeToken(session, ['export']), code: 'forbidden' }),
};

describe('who is refused in the trip that asks', () => {
  it.each(Object.keys(REFUSED))('as %s is told why, reads nothing and writes nothing, whatever else was wrong', async (way) => {
    const session = await app.signUp();
    const { id } = await app.save(session.accessToken, undefined, buildSave({ notes: 'canary', snapshot: 'canary' }));
    const { token, code } = await REFUSED[way]!(session);
    const before = await rowsOf(session);
    const badPage = Buffer.from(JSON.stringify(['-createdAt', 'no instant', v7()])).toString('base64url');
    for (const [method, path, sent] of [
      ['PUT', `/api/applications/${v7()}`, { body: buildSave({ snapshot: 'another' }) }],
      ['PUT', `/api/applications/${id}`, { body: buildSave() }],
      ['PUT', `/api/applications/${v7()}`, { body: { posting: {} } }],
      ['PUT', `/api/applications/${v7()}`, { raw: 'no JSON' }],
      ['PUT', '/api/applications/no-id', { body: buildSave() }],
      ['GET', `/api/applications/${id}`, {}],
      ['GET', `/api/applications/${v7()}`, {}],
      ['GET', '/api/applications', {}],
      ['GET', '/api/applications?sort=sideways', {}],
      ['GET', '/api/applications?after=no-page', {}],
      ['GET', `/api/applications?after=${badPage}`, {}],
      ['GET', '/api/changes', {}],
      ['GET', '/api/changes', { headers: { 'If-None-Match': '*' } }],
    ] as const) {
      const reply = await app.ask(method, path, { token, ...sent });
      expect(reply.body.code, `${method} ${path} ${JSON.stringify(sent)}`).toBe(code);
      expect(reply.text).not.toContain('canary');
      expect(reply.headers.get('etag')).toBeNull();
    }
    expect(await rowsOf(session)).toEqual(before);
  });
});

it('a save, a list and a read are one trip to the database each, and say of a wrong page what is wrong with it', async () => {
  const session = await app.signUp(undefined, 'Firefox on Linux');
  const { accessToken: token } = session;
  const apiToken = await makeToken(session, ['read', 'write']);
  const connect = vi.spyOn(app.database.pipe, 'connect');
  onTestFinished(() => connect.mockRestore());
  for (const [n, by] of [token, apiToken].entries()) {
    connect.mockClear();
    const id = v7();
    expect((await app.ask('PUT', `/api/applications/${id}`, { token: by, body: buildSave() })).status).toBe(201);
    expect(connect).toHaveBeenCalledTimes(1);
    const { body } = await app.ask<Application>('GET', `/api/applications/${id}`, { token: by });
    expect(body).toMatchObject({ id, changeNumber: n + 1 });
    expect((await app.ask<{ items: Application[] }>('GET', '/api/applications', { token: by })).body.items).toHaveLength(n + 1);
    expect(connect).toHaveBeenCalledTimes(3);
    const { body: history } = await app.ask<{ items: Event[] }>('GET', `/api/applications/${id}/events`, { token: by });
    expect(history.items).toMatchObject([{ kind: 'saved', by: by === token ? 'Firefox on Linux' : 'Script' }]);
  }
  expect((await app.ask('GET', '/api/applications?after=no-page', { token })).body).toMatchObject({ errors: [{ path: 'after' }] });
});
