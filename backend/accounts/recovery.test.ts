import { describe, expect, it, onTestFinished } from 'vitest';
import type { Problem, RecoveryCodes, RecoveryCodesLeft, ResetLink } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';

const NEW_PASSWORD = 'zwölf Krähen auf dem Dach';

async function start(options?: Parameters<typeof startWithDatabase>[0]) {
  const app = await startWithDatabase(options);
  onTestFinished(() => app.close());
  const signIn = async (email: string, password: string) =>
    (await app.ask('POST', '/api/auth/sign-in', { body: { email, password } })).status === 200;
  const isAlive = async (token: string) => (await app.ask('GET', '/api/me', { token })).status === 200;
  return { app, signIn, isAlive };
}

describe('recovery codes', () => {
  async function startWithCodes(options?: Parameters<typeof start>[0]) {
    const started = await start(options);
    const { app } = started;
    const { accessToken: token } = await app.signUp('ada@example.org');
    const make = async () =>
      (await app.ask<RecoveryCodes>('POST', '/api/me/recovery-codes', { token, body: { password: PASSWORD } })).body.codes;
    const left = async (as = token) => (await app.ask<RecoveryCodesLeft>('GET', '/api/me/recovery-codes', { token: as })).body.left;
    const recover = async (code: string, password = NEW_PASSWORD, email = 'ada@example.org') => {
      const { status, body } = await app.ask('POST', '/api/auth/recover', { body: { email, code, password } });
      return status === 204 ? 'done' : body.code;
    };
    return { ...started, token, make, left, recover };
  }

  it('are ten, need the password, and replace those before', async () => {
    const { app, token, make, left, recover } = await startWithCodes();
    expect(await left()).toBe(0);
    const refused = await app.ask('POST', '/api/me/recovery-codes', { token, body: { password: 'a wrong password' } });
    expect(refused.body.code).toBe('wrong_credentials');
    const [first, second] = [await make(), await make()];
    expect(new Set([...first, ...second]).size).toBe(20);
    expect(second.every((code) => /^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/.test(code))).toBe(true);
    expect(await left()).toBe(10);
    expect(await recover(first[0]!)).toBe('wrong_credentials');
    await Promise.all([make(), make(), make()]);
    expect(await left()).toBe(10);
  });

  it('each change the password once, however it is typed, and end every session and token', async () => {
    const { app, token, make, left, recover, signIn, isAlive } = await startWithCodes();
    const [code = '', other = ''] = await make();
    await asOwner(
      app.testDatabase,
      `insert into api_tokens (user_id, id, name, hash, scopes, expires_at) select id, gen_random_uuid(), 'x', sha256('x'), '{read}', now() + interval '1 day' from users`,
    );
    expect(await recover(` ${code.toUpperCase().replaceAll('-', '')} `, NEW_PASSWORD, 'ADA@example.org')).toBe('done');
    expect(await isAlive(token)).toBe(false);
    expect(await asOwner(app.testDatabase, 'select from api_tokens')).toEqual([]);
    expect([await signIn('ada@example.org', PASSWORD), await signIn('ada@example.org', NEW_PASSWORD)]).toEqual([false, true]);
    expect(await recover(code, PASSWORD)).toBe('wrong_credentials');
    expect(await left((await app.signIn('ada@example.org', NEW_PASSWORD)).accessToken)).toBe(9);
    expect(await recover(other, PASSWORD)).toBe('done');
  });

  it('are used once of 20 at the same time', async () => {
    const { make, recover } = await startWithCodes();
    const [code = ''] = await make();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => recover(code)));
    expect(outcomes.toSorted()).toEqual(['done', ...Array.from({ length: 19 }, () => 'wrong_credentials')].toSorted());
  });

  it('are not used up by a password that is refused', async () => {
    const { make, left, recover } = await startWithCodes();
    const [code = ''] = await make();
    expect([await recover(code, 'password1234'), await left()]).toEqual(['invalid_input', 10]);
  });

  it('are nobody else’s, and of a locked account none', async () => {
    const { app, make, recover } = await startWithCodes();
    await app.signUp('eve@example.org');
    const [code = ''] = await make();
    expect(await recover(code, NEW_PASSWORD, 'eve@example.org')).toBe('wrong_credentials');
    await asOwner(app.testDatabase, 'update users set disabled_at = now()');
    expect(await recover(code)).toBe('wrong_credentials');
  });

  it('answer an unknown address like a wrong code, after the same work', async () => {
    const { app, make } = await startWithCodes();
    await make();
    const attempt = async (email: string) => {
      const startedAt = process.hrtime.bigint();
      const { body } = await app.ask('POST', '/api/auth/recover', { body: { email, code: 'guess', password: NEW_PASSWORD } });
      const { instance: _, ...rest } = body;
      return { rest, ms: Number(process.hrtime.bigint() - startedAt) / 1e6 };
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let n = 0; n < 10; n += 1) {
      const [a, b] = [await attempt('ada@example.org'), await attempt(`nobody-${n}@example.org`)];
      expect(a.rest).toEqual(b.rest);
      known.push(a.ms);
      unknown.push(b.ms);
    }
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5);
  });

  it('are guessed as slowly as passwords, and the tries of both count together', async () => {
    const { app, make, recover } = await startWithCodes({ limited: true });
    const [code = ''] = await make();
    for (let n = 0; n < 5; n += 1) {
      expect(await recover('guess')).toBe('wrong_credentials');
      await app.ask('POST', '/api/auth/sign-in', { body: { email: 'ADA@example.org', password: 'a wrong password' } });
    }
    expect(await recover(code)).toBe('rate_limited');
  });

  it('are kept as hashes, and stand in no line of the log', async () => {
    const { app, make, recover } = await startWithCodes();
    const codes = await make();
    await recover(codes[0]!);
    const stored = JSON.stringify(await asOwner(app.testDatabase, 'select recovery_codes::text from recovery_codes'));
    for (const code of codes) {
      expect(`${stored}${app.logged()}`).not.toContain(code);
      expect(`${stored}${app.logged()}`).not.toContain(code.replaceAll('-', ''));
    }
  });
});

describe('a reset link', () => {
  async function startWithLink() {
    const started = await start();
    const { app } = started;
    const root = await app.signUp('root@example.org');
    const ada = await app.signUp('ada@example.org');
    const path = `/api/users/${ada.user.id}/reset-link`;
    const make = async () => (await app.ask<ResetLink>('POST', path, { token: root.accessToken })).body;
    const reset = async (token: string, password = NEW_PASSWORD) => {
      const { status, body } = await app.ask('POST', '/api/auth/reset', { body: { token, password } });
      return status === 204 ? 'done' : body.code;
    };
    return { ...started, root, ada, make, reset };
  }

  it('changes the password once of 20 at the same time, and ends every session and every other link', async () => {
    const { ada, make, reset, signIn, isAlive } = await startWithLink();
    const [{ token }, { token: other }] = [await make(), await make()];
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => reset(token)));
    expect(outcomes.toSorted()).toEqual(['done', ...Array.from({ length: 19 }, () => 'link_invalid')].toSorted());
    expect(await reset(other, PASSWORD)).toBe('link_invalid');
    expect([await isAlive(ada.accessToken), await signIn('ada@example.org', NEW_PASSWORD)]).toEqual([false, true]);
  });

  it('is good for an hour, and not used up by a password that is refused', async () => {
    const { app, make, reset } = await startWithLink();
    const { token, link, expiresAt } = await make();
    expect(link).toBe(`http://jackdaw.test/#/reset?token=${token}`);
    const [row] = await asOwner<{ minutes: number }>(
      app.testDatabase,
      'select extract(epoch from $1::timestamptz - now())::float / 60 as minutes',
      [expiresAt],
    );
    expect(row!.minutes).toBeGreaterThan(58);
    expect(row!.minutes).toBeLessThanOrEqual(60);
    expect(await reset(token, 'password1234')).toBe('invalid_input');
    expect(await reset(token, 'ada@example.org')).toBe('invalid_input');
    await asOwner(app.testDatabase, 'update reset_links set expires_at = now()');
    expect(await reset(token)).toBe('link_invalid');
  });

  it('works for its account and its token alone, whatever is changed in it', async () => {
    const { make, reset, root } = await startWithLink();
    const { token } = await make();
    const bytes = Buffer.from(token, 'base64url');
    const foreign = Buffer.concat([Buffer.from(root.user.id.replaceAll('-', ''), 'hex'), bytes.subarray(16)]).toString('base64url');
    const flipped = Array.from({ length: 12 }, (_, n) => {
      const changed = Buffer.from(bytes);
      changed[n * 4] = changed[n * 4]! ^ 1;
      return changed.toString('base64url');
    });
    for (const wrong of [foreign, ...flipped, '', 'x', `${token}A`, ` ${token}=`, token.slice(1), 'A'.repeat(64)]) {
      expect(await reset(wrong), wrong).toBe('link_invalid');
    }
    expect(await reset(token)).toBe('done');
  });

  it('is made for others only, and for who is there', async () => {
    const { app, root } = await startWithLink();
    const ask = async (id: string) =>
      (await app.ask<Problem>('POST', `/api/users/${id}/reset-link`, { token: root.accessToken })).body.code;
    expect(await ask(root.user.id)).toBe('forbidden');
    expect(await ask('018f0000-0000-7000-8000-000000000000')).toBe('not_found');
  });

  it('is kept as a hash, and stands in no line of the log', async () => {
    const { app, make, reset } = await startWithLink();
    const made = [await make(), await make()];
    const stored = JSON.stringify(await asOwner(app.testDatabase, 'select reset_links::text from reset_links'));
    await reset(made[0]!.token);
    for (const { token } of made) {
      const secret = token.slice(22);
      expect(`${stored}${app.logged()}`).not.toContain(secret);
      expect(stored).not.toContain(Buffer.from(token, 'base64url').subarray(16).toString('hex'));
    }
  });
});
