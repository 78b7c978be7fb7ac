import { describe, expect, it, onTestFinished } from 'vitest';
import type { MadeApiToken, UserPage } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, PASSWORD, startWithDatabase, type KeptSession } from '../testing/start-test-app.ts';

async function start() {
  const app = await startWithDatabase();
  onTestFinished(() => app.close());
  const root = await app.signUp('root@example.org');
  const ada = await app.signUp('ada@example.org');
  const act = async (what: 'disable' | 'enable', whom: KeptSession, who: KeptSession = root) => {
    const { status, body } = await app.ask('POST', `/api/users/${whom.user.id}/${what}`, { token: who.accessToken });
    return status === 204 ? 'done' : body.code;
  };
  const asks = async ({ accessToken: token }: Pick<KeptSession, 'accessToken'>) => {
    const { status, body } = await app.ask('GET', '/api/me', { token });
    return status === 200 ? 'served' : body.code;
  };
  return { app, root, ada, act, asks };
}

describe('the list of users', () => {
  it('tells an administrator who is here and how much they have, and no word of it', async () => {
    const { app, root, ada } = await start();
    const canary = 'canary-of-ada';
    for (let n = 0; n < 3; n += 1)
      await app.save(
        ada.accessToken,
        undefined,
        buildSave({ notes: canary, tags: [canary], snapshot: canary, posting: { title: canary } }),
      );
    const { id } = await app.save(ada.accessToken);
    await app.ask('DELETE', `/api/applications/${id}`, { token: ada.accessToken });
    const { body, text } = await app.ask<UserPage>('GET', '/api/users', { token: root.accessToken });
    const when = expect.any(String);
    expect(body).toEqual({
      items: [
        { ...root.user, createdAt: when, disabledAt: null, applications: 0, lastUsedAt: when },
        { ...ada.user, createdAt: when, disabledAt: null, applications: 3, lastUsedAt: when },
      ],
      after: null,
    });
    expect(text).not.toContain(canary);
    expect(text).not.toContain('argon2');
  });

  it('comes in pages that hold everybody once', async () => {
    const { app, root } = await start();
    await asOwner(
      app.testDatabase,
      `insert into users (id, email, password_hash) select gen_random_uuid(), 'user-' || n || '@example.org', 'x' from generate_series(1, 31) n`,
    );
    const emails: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const query: string = `limit=10${after === '' ? '' : `&after=${after}`}`;
      const { body } = await app.ask<UserPage>('GET', `/api/users?${query}`, { token: root.accessToken });
      emails.push(...body.items.map(({ email }) => email));
      ({ after } = body);
    }
    expect(emails).toHaveLength(33);
    expect(new Set(emails).size).toBe(33);
  });
});

describe('a locked account', () => {
  it('is out at once, with every session, token and link, and comes in again when it is unlocked', async () => {
    const { app, root, ada, act, asks } = await start();
    const second = await app.signIn('ada@example.org');
    const kept = await app.save(ada.accessToken);
    await app.ask('POST', `/api/users/${ada.user.id}/reset-link`, { token: root.accessToken });
    const program = { name: 'Program', scopes: ['read'] };
    const made = await app.ask<MadeApiToken>('POST', '/api/me/tokens', { token: ada.accessToken, body: program });
    const { token: apiToken } = made.body;
    expect(await asks({ accessToken: apiToken })).toBe('served');
    expect([await act('disable', ada), await act('disable', ada)]).toEqual(['done', 'done']);
    const asked = await Promise.all([ada, second, { accessToken: apiToken }, root].map((one) => asks(one)));
    expect(asked).toEqual(['user_disabled', 'user_disabled', 'user_disabled', 'served']);
    const refreshed = await app.ask('POST', '/api/auth/refresh', { body: { refreshToken: second.refreshToken } });
    expect(refreshed.body.code).toBe('user_disabled');
    const signedIn = await app.ask('POST', '/api/auth/sign-in', { body: { email: 'ada@example.org', password: PASSWORD } });
    expect(signedIn.body.code).toBe('wrong_credentials');
    expect(await asOwner(app.testDatabase, 'select from reset_links')).toEqual([]);

    expect(await act('enable', ada)).toBe('done');
    // What ended stays ended, and says that it did.
    expect(await Promise.all([ada, second, { accessToken: apiToken }].map((one) => asks(one)))).toEqual([
      'session_revoked',
      'session_revoked',
      'token_expired',
    ]);
    const { accessToken: token } = await app.signIn('ada@example.org');
    expect((await app.ask('GET', `/api/applications/${kept.id}`, { token })).status).toBe(200);
  });

  it('is never one’s own, and never that of nobody', async () => {
    const { root, act } = await start();
    expect(await act('disable', root)).toBe('forbidden');
    const nobody = { ...root, user: { ...root.user, id: '018f0000-0000-7000-8000-000000000000' } };
    expect([await act('disable', nobody), await act('enable', nobody)]).toEqual(['not_found', 'not_found']);
  });

  it('is never the last administrator’s: of two who lock each other at once, one stays', async () => {
    const { app, root, ada, act } = await start();
    for (let round = 0; round < 5; round += 1) {
      await asOwner(app.testDatabase, `update users set role = 'administrator', disabled_at = null`);
      const [one, two] = [await app.signIn('root@example.org'), await app.signIn('ada@example.org')];
      const outcomes = await Promise.all([act('disable', ada, one), act('disable', root, two)]);
      expect(outcomes).toContain('done');
      // The other was late: either it asked when it was locked already, or it would have locked the last one.
      expect(outcomes).toContainEqual(expect.stringMatching(/^(last_administrator|user_disabled|session_revoked)$/));
      expect(await asOwner(app.testDatabase, 'select from users where disabled_at is null')).toHaveLength(1);
    }
  });
});
