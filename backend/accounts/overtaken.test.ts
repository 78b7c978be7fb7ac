import { Client } from 'pg';
import { beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import { v7 } from 'uuid';
import type { Problem, RecoveryCodes } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, PASSWORD, startWithDatabase, type KeptSession } from '../testing/start-test-app.ts';
import type * as realPasswords from './passwords.ts';

/** While `held` is set, whose password was compared goes on when it resolves. */
const comparing = vi.hoisted(() => ({ held: undefined as Promise<void> | undefined, waiting: 0 }));
vi.mock('./passwords.ts', async (original) => {
  const passwords = await original<typeof realPasswords>();
  return {
    ...passwords,
    verifyPassword: async (...given: Parameters<typeof passwords.verifyPassword>) => {
      const isRight = await passwords.verifyPassword(...given);
      comparing.waiting += 1;
      await comparing.held;
      comparing.waiting -= 1;
      return isRight;
    },
  };
});

const NEW_PASSWORD = 'vier Elstern im Regen';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let administrator: string;

beforeAll(async () => {
  app = await startWithDatabase();
  ({ accessToken: administrator } = await app.signUp('administrator@example.org'));
});
afterAll(() => app.close());

const MEANWHILE: Record<string, (session: KeptSession) => Promise<{ status: number }>> = {
  'a new password': ({ accessToken: token }) =>
    app.ask('POST', '/api/me/password', { token, body: { current: PASSWORD, password: NEW_PASSWORD } }),
  'locking the account': ({ user }) => app.ask('POST', `/api/users/${user.id}/disable`, { token: administrator }),
  'deleting the account': ({ accessToken: token }) => app.ask('DELETE', '/api/me', { token, body: { password: PASSWORD } }),
};

/** Sends `request`, lets `meanwhile` happen after its password was compared, and answers with what it then came to. */
async function overtaken<Reply>(request: () => Promise<Reply>, meanwhile: () => Promise<{ status: number }>): Promise<Reply> {
  let go = (): void => {};
  comparing.held = new Promise((resolve) => {
    go = resolve;
  });
  const reply = request();
  await expect.poll(() => comparing.waiting).toBe(1);
  comparing.held = undefined;
  expect((await meanwhile()).status).toBeLessThan(300);
  go();
  return reply;
}

describe.each(Object.keys(MEANWHILE))('overtaken by %s', (event) => {
  const REQUESTS: Record<string, (session: KeptSession) => Promise<{ status: number; body: Problem }>> = {
    'signing in': ({ user }) => app.ask('POST', '/api/auth/sign-in', { body: { email: user.email, password: PASSWORD } }),
    'another new password': ({ accessToken: token }) =>
      app.ask('POST', '/api/me/password', { token, body: { current: PASSWORD, password: 'drei Raben am Fenster' } }),
    'making recovery codes': ({ accessToken: token }) => app.ask('POST', '/api/me/recovery-codes', { token, body: { password: PASSWORD } }),
    'another address': ({ accessToken: token }) =>
      app.ask('PATCH', '/api/me', { token, body: { email: `thief-${v7()}@example.org`, password: PASSWORD } }),
    'deleting the account': ({ accessToken: token }) => app.ask('DELETE', '/api/me', { token, body: { password: PASSWORD } }),
  };

  it.each(Object.keys(REQUESTS))('%s is refused, and leaves nothing behind', async (name) => {
    const session = await app.signUp();
    const { id, email } = session.user;
    const other = await app.signIn(email);
    const { body } = await overtaken(
      () => REQUESTS[name]!(other),
      () => MEANWHILE[event]!(session),
    );
    expect(body).toMatchObject({ status: 401, code: 'wrong_credentials' });
    const alive = await asOwner(app.testDatabase, 'select from sessions where user_id = $1 and revoked_at is null', [id]);
    expect(alive).toHaveLength(event === 'a new password' ? 1 : 0);
    expect(await asOwner(app.testDatabase, 'select from recovery_codes where user_id = $1', [id])).toEqual([]);
    const users = await asOwner<{ email: string }>(app.testDatabase, 'select email from users where id = $1', [id]);
    expect(users.map((user) => user.email)).toEqual(event === 'deleting the account' ? [] : [email]);
    if (event === 'a new password') await app.signIn(email, NEW_PASSWORD);
  });
});

/** Holds an account's row while `work` runs, which gets a function that waits until so many transactions wait for it. */
async function whileHeld(
  userId: string,
  lock: 'update' | 'no key update',
  work: (waiting: (count: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString: app.testDatabase.ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select from users where id = $1 for ${lock}`, [userId]);
    await work(async (count) => {
      const waiters = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      // From outside: a transaction goes on seeing the activity that it saw first.
      await expect.poll(async () => (await asOwner(app.testDatabase, waiters)).length).toBe(count);
    });
    await client.query('commit');
  } finally {
    await client.end();
  }
}

describe('let in, and overtaken in the database', () => {
  it('who signs in does not wait for a save or an import, which hold the account’s row too', async () => {
    const { user } = await app.signUp();
    await whileHeld(user.id, 'no key update', async () => {
      await app.signIn(user.email);
    });
  });

  it('an API token is not made after a new password ended the session that asked for it', async () => {
    const session = await app.signUp();
    const other = await app.signIn(session.user.email);
    const replies: Promise<{ status: number; body: Problem }>[] = [];
    await whileHeld(session.user.id, 'update', async (waiting) => {
      replies.push(MEANWHILE['a new password']!(session) as (typeof replies)[0]);
      await waiting(1);
      replies.push(app.ask('POST', '/api/me/tokens', { token: other.accessToken, body: { name: 'To stay', scopes: ['export'] } }));
      await waiting(2);
    });
    const [changed, made] = await Promise.all(replies);
    expect(changed!.status).toBe(200);
    expect(made!.body).toMatchObject({ status: 401, code: 'session_revoked' });
    expect(await asOwner(app.testDatabase, 'select from api_tokens where user_id = $1', [session.user.id])).toEqual([]);
  });

  const WRITES: Record<string, (token: string, id: string) => Promise<{ status: number; body: Problem }>> = {
    'a save': (token) => app.ask('PUT', `/api/applications/${v7()}`, { token, body: buildSave() }),
    'an edit': (token, id) => app.ask('PATCH', `/api/applications/${id}`, { token, body: { basedOn: 1, changes: { notes: 'x' } } }),
    'the trash': (token, id) => app.ask('DELETE', `/api/applications/${id}`, { token }),
    'many edits': (token, id) => app.ask('POST', '/api/applications/bulk', { token, body: { ids: [id], changes: { priority: 1 } } }),
    'an import': (token) =>
      app.ask('POST', '/api/imports?dryRun=false', {
        token,
        raw: 'Job Title,Company,Status,Job URL\nKeeper,Tower,saved,https://example.org/keeper\n',
        headers: { 'Content-Type': 'text/csv' },
      }),
    'a token': (token) => app.ask('POST', '/api/me/tokens', { token, body: { name: 'x', scopes: ['read'] } }),
  };

  it.each(Object.keys(WRITES))('%s in an account that is being deleted is refused, and is no fault of ours', async (name) => {
    const session = await app.signUp();
    const { id } = await app.save(session.accessToken);
    const replies: Promise<{ status: number; body: Problem }>[] = [];
    await whileHeld(session.user.id, 'update', async (waiting) => {
      replies.push(MEANWHILE['deleting the account']!(session) as (typeof replies)[0]);
      await waiting(1);
      replies.push(WRITES[name]!(session.accessToken, id));
      await waiting(2);
    });
    const [deleted, written] = await Promise.all(replies);
    expect(deleted!.status).toBe(204);
    expect([200, 401, 404]).toContain(written!.status);
    for (const table of ['applications', 'events', 'api_tokens', 'imports']) {
      expect(await asOwner(app.testDatabase, `select from ${table} where user_id = $1`, [session.user.id]), table).toEqual([]);
    }
  });
});

describe('recovery codes', () => {
  it.each(['a new password', 'a reset link'])(
    'made before %s are worth nothing: who knew the old one could have made them',
    async (way) => {
      const session = await app.signUp();
      const { accessToken: token, user } = session;
      const { codes } = (await app.ask<RecoveryCodes>('POST', '/api/me/recovery-codes', { token, body: { password: PASSWORD } })).body;
      if (way === 'a new password') {
        await MEANWHILE[way]!(session);
      } else {
        const link = await app.ask<{ token: string }>('POST', `/api/users/${user.id}/reset-link`, { token: administrator });
        await app.ask('POST', '/api/auth/reset', { body: { token: link.body.token, password: NEW_PASSWORD } });
      }
      const recovered = await app.ask('POST', '/api/auth/recover', {
        body: { email: user.email, code: codes[0], password: 'drei Raben am Fenster' },
      });
      expect(recovered.body.code).toBe('wrong_credentials');
      await app.signIn(user.email, NEW_PASSWORD);
    },
  );
});
