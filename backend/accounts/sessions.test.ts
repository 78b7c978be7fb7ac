import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { startWithDatabase, type KeptSession } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

const refresh = (refreshToken: string) => app.ask<KeptSession & Problem>('POST', '/api/auth/refresh', { body: { refreshToken } });
const me = async (token: string): Promise<string> => {
  const { status, body } = await app.ask<Problem>('GET', '/api/me', { token });
  return status === 200 ? 'ok' : body.code;
};
/** Makes every rotation so far look older. */
const letSecondsPass = (seconds: number) =>
  asOwner(
    app.testDatabase,
    `update sessions set rotated_at = rotated_at - make_interval(secs => $1), last_used_at = last_used_at - make_interval(secs => $1)`,
    [seconds],
  );

describe('a refresh token', () => {
  it('is exchanged for the next pair, and its successor for the one after', async () => {
    const { refreshToken } = await app.signUp();
    const second = await refresh(refreshToken);
    const third = await refresh(second.body.refreshToken);
    expect(new Set([refreshToken, second.body.refreshToken, third.body.refreshToken]).size).toBe(3);
    expect(await me(third.body.accessToken)).toBe('ok');
  });

  it('used 8 times at once in each of 60 sessions signs nobody out, and gives each session one successor', async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => app.signUp()));
    const signIn = async (email: string): Promise<string> => (await app.signIn(email)).refreshToken;
    const devices: string[] = [];
    // Sixty at once would be more than are let in to sign in.
    for (let round = 0; round < 10; round += 1) devices.push(...(await Promise.all(sessions.map(({ user }) => signIn(user.email)))));
    expect(devices).toHaveLength(60);
    for (const device of devices) {
      const replies = await Promise.all(Array.from({ length: 8 }, () => refresh(device)));
      expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
      expect(new Set(replies.map(({ body }) => body.refreshToken)).size).toBe(1);
    }
  }, 120_000);

  it('is answered with the same successor again within 10 seconds, and ends the session after them', async () => {
    const { refreshToken } = await app.signUp();
    const first = await refresh(refreshToken);
    expect(await me(first.body.accessToken)).toBe('ok');
    await letSecondsPass(9);
    expect((await refresh(refreshToken)).body.refreshToken).toBe(first.body.refreshToken);
    await letSecondsPass(2);
    expect((await refresh(refreshToken)).body).toMatchObject({ status: 401, code: 'session_reused' });
    expect(await me(first.body.accessToken)).toBe('session_reused');
    expect((await refresh(first.body.refreshToken)).body.code).toBe('session_reused');
  });

  it('is answered again whenever it comes, as long as nobody uses what the lost answer gave', async () => {
    const { refreshToken, accessToken } = await app.signUp();
    const lost = await refresh(refreshToken);
    // A token from before the renewal, which says nothing of whether the answer came.
    await letSecondsPass(-3_600);
    expect(await me(accessToken)).toBe('ok');
    await letSecondsPass(7_200);
    const again = await refresh(refreshToken);
    expect(again.body.refreshToken).toBe(lost.body.refreshToken);
    expect(await me(again.body.accessToken)).toBe('ok');
    await letSecondsPass(3_600);
    expect((await refresh(refreshToken)).body.code).toBe('session_reused');
  });

  it('two generations old ends the session at once', async () => {
    const { refreshToken } = await app.signUp();
    const { body: second } = await refresh(refreshToken);
    const { body: third } = await refresh(second.refreshToken);
    expect((await refresh(refreshToken)).body.code).toBe('session_reused');
    expect((await refresh(third.refreshToken)).body.code).toBe('session_reused');
  });

  it('is no access token, and an access token no refresh token', async () => {
    const { refreshToken, accessToken } = await app.signUp();
    expect(await me(refreshToken)).toBe('token_invalid');
    expect((await refresh(accessToken)).body.code).toBe('invalid_input'); // too long to be one
    expect((await refresh(accessToken.slice(0, 300))).body.code).toBe('token_invalid');
    expect(await me(accessToken)).toBe('ok');
  });

  it('of another user with the right session is unknown', async () => {
    const [ada, eve] = [await app.signUp(), await app.signUp()];
    const [adaParts, eveParts] = [ada.refreshToken.split('.'), eve.refreshToken.split('.')];
    const mixed = await refresh([eveParts[0], adaParts[1], adaParts[2]].join('.'));
    expect(mixed.body.code).toBe('token_invalid');
    expect((await refresh(ada.refreshToken)).status).toBe(200);
  });

  it('of another session of the same account ends the session that it names, and no other', async () => {
    const [one, other] = [await app.signUp('two-sessions@example.org'), await app.signIn('two-sessions@example.org')];
    const [named, taken] = [one.refreshToken.split('.'), other.refreshToken.split('.')];
    const mixed = await refresh([named[0], named[1], taken[2]].join('.'));
    // A secret that is not the session's may be one that it had: that is all anybody can tell.
    expect(mixed.body.code).toBe('session_reused');
    expect(await me(one.accessToken)).toBe('session_reused');
    expect((await refresh(other.refreshToken)).status).toBe(200);
  });

  it('unused for 30 days has expired, and used daily after 180', async () => {
    const [idle, old] = [await app.signUp(), await app.signUp()];
    await asOwner(app.testDatabase, `update sessions set expires_at = now() - interval '1 second' where user_id = $1`, [idle.user.id]);
    await asOwner(app.testDatabase, `update sessions set absolute_expires_at = now() - interval '1 second' where user_id = $1`, [
      old.user.id,
    ]);
    expect((await refresh(idle.refreshToken)).body.code).toBe('token_expired');
    expect((await refresh(old.refreshToken)).body.code).toBe('token_expired');
    expect(await me(old.accessToken)).toBe('session_revoked');
    const [{ days } = { days: 0 }] = await asOwner<{ days: number }>(
      app.testDatabase,
      `select extract(day from absolute_expires_at - created_at)::int as days from sessions where user_id = $1`,
      [(await app.signUp()).user.id],
    );
    expect(days).toBeGreaterThanOrEqual(179);
  });

  it('is stored as hashes only', async () => {
    const { refreshToken } = await app.signUp();
    const { body } = await refresh(refreshToken);
    const dump = JSON.stringify(
      await asOwner(app.testDatabase, `select sessions::text as row, encode(current_hash, 'base64') as hash from sessions`),
    );
    for (const token of [refreshToken, body.refreshToken]) {
      const secret = token.split('.')[2]!;
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
    }
  });
});

describe('signing out', () => {
  it('ends this session at once, for its access token too, and leaves the others; repeated it is no error', async () => {
    const first = await app.signUp('two-devices@example.org');
    const { body: second } = await app.ask<KeptSession>('POST', '/api/auth/sign-in', {
      body: { email: 'Two-Devices@example.org', password: 'grüne Dohlen im Kamin' },
    });
    for (let time = 0; time < 2; time += 1) {
      expect((await app.ask('POST', '/api/auth/sign-out', { body: { refreshToken: first.refreshToken } })).status).toBe(204);
    }
    expect(await me(first.accessToken)).toBe('session_revoked');
    expect((await refresh(first.refreshToken)).body.code).toBe('session_revoked');
    expect(await me(second.accessToken)).toBe('ok');
  });

  it('with a token that is nobody’s ends nothing and says nothing', async () => {
    const { refreshToken, accessToken } = await app.signUp();
    const forged = `${refreshToken.slice(0, -43)}${'A'.repeat(43)}`;
    for (const token of ['', 'x', forged]) {
      expect((await app.ask('POST', '/api/auth/sign-out', { body: { refreshToken: token } })).status).toBe(204);
    }
    expect(await me(accessToken)).toBe('ok');
  });

  it('everywhere ends all sessions, and nobody else’s', async () => {
    const bystander = await app.signUp();
    const first = await app.signUp('everywhere@example.org');
    const { body: second } = await app.ask<KeptSession>('POST', '/api/auth/sign-in', {
      body: { email: 'everywhere@example.org', password: 'grüne Dohlen im Kamin' },
    });
    expect((await app.ask('POST', '/api/auth/sign-out-everywhere', { token: first.accessToken })).status).toBe(204);
    expect(await Promise.all([first, second, bystander].map(({ accessToken }) => me(accessToken)))).toEqual([
      'session_revoked',
      'session_revoked',
      'ok',
    ]);
  });
});

it('a disabled account is out at its next request, and a deleted one too', async () => {
  const [disabled, deleted] = [await app.signUp('disabled@example.org'), await app.signUp()];
  await asOwner(app.testDatabase, 'update users set disabled_at = now() where id = $1', [disabled.user.id]);
  await asOwner(app.testDatabase, 'delete from users where id = $1', [deleted.user.id]);
  expect(await me(disabled.accessToken)).toBe('user_disabled');
  expect((await refresh(disabled.refreshToken)).body.code).toBe('user_disabled');
  expect(await me(deleted.accessToken)).toBe('session_revoked');
  expect((await refresh(deleted.refreshToken)).body.code).toBe('token_invalid');
  const signIn = await app.ask('POST', '/api/auth/sign-in', { body: { email: 'disabled@example.org', password: 'grüne Dohlen im Kamin' } });
  expect(signIn.body.code).toBe('wrong_credentials');
});
