import { describe, expect, it, onTestFinished } from 'vitest';
import type { Problem, Session } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';

async function start(options?: Parameters<typeof startWithDatabase>[0]) {
  const app = await startWithDatabase(options);
  onTestFinished(() => app.close());
  return app;
}

describe('signing up', () => {
  it('makes one administrator, whoever of 50 comes first', async () => {
    const app = await start();
    const sessions = await Promise.all(Array.from({ length: 50 }, (_, n) => app.signUp(`person-${n}@example.org`)));
    const roles = await asOwner<{ role: string; n: number }>(
      app.testDatabase,
      'select role, count(*)::int as n from users group by role order by role',
    );
    expect(roles).toEqual([
      { role: 'administrator', n: 1 },
      { role: 'member', n: 49 },
    ]);
    const said = sessions.filter(({ user }) => user.role === 'administrator').map(({ user }) => user.id);
    expect(await asOwner(app.testDatabase, 'select id from users where role = $1', ['administrator'])).toEqual([{ id: said[0] }]);
    // When that account goes, the next stranger is no administrator.
    await asOwner(app.testDatabase, 'delete from users');
    expect((await app.signUp()).user.role).toBe('member');
  }, 60_000);

  it('refuses an address that has an account, in any case, and once of 8 at the same time', async () => {
    const app = await start();
    const ask = (email: string) => app.ask<Session & Problem>('POST', '/api/auth/sign-up', { body: { email, password: PASSWORD } });
    const replies = await Promise.all(['a', 'A', 'a', 'A', 'a', 'a', 'a', 'a'].map((name) => ask(`${name}da@example.org`)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    expect(replies.filter(({ status }) => status === 409).every(({ body }) => body.code === 'email_taken')).toBe(true);
  });

  it('refuses short, common and self-evident passwords, by field', async () => {
    const app = await start();
    for (const password of ['short', 'password1234', 'ada@example.org']) {
      const { body } = await app.ask('POST', '/api/auth/sign-up', { body: { email: 'ada@example.org', password } });
      expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'password' }] });
    }
  });

  it('keeps no password, only its Argon2id', async () => {
    const app = await start();
    await app.signUp();
    const rows = await asOwner(app.testDatabase, 'select password_hash as hash, users::text as row from users');
    expect(rows).toMatchObject([{ hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) }]);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  });
});

describe('signing in', () => {
  it('tells an unknown address and a wrong password alike, with the same work for both', async () => {
    const app = await start();
    await app.signUp('ada@example.org');
    const attempt = async (email: string) => {
      const startedAt = process.hrtime.bigint();
      const { body } = await app.ask('POST', '/api/auth/sign-in', { body: { email, password: 'a wrong password' } });
      const { instance: _, ...rest } = body;
      return { rest, ms: Number(process.hrtime.bigint() - startedAt) / 1e6 };
    };
    await attempt('nobody@example.org'); // makes the decoy
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 15; n += 1) {
      const [a, b] = [await attempt('ada@example.org'), await attempt(`nobody-${n}@example.org`)];
      expect(a.rest).toEqual(b.rest);
      known.push(a.ms);
      unknown.push(b.ms);
    }
    // The work is about 20 ms: without the decoy an unknown address would be answered in a small part of it.
    const fastest = (times: number[]): number => Math.min(...times);
    expect(fastest(unknown)).toBeGreaterThan(fastest(known) * 0.5);
  });

  it('reads the one account of its address and no other', async () => {
    const app = await start();
    const [ada, eve] = [await app.signUp('ada@example.org'), await app.signUp('eve@example.org')];
    const { body } = await app.ask<Session>('POST', '/api/auth/sign-in', { body: { email: 'EVE@example.org', password: PASSWORD } });
    expect(body.user.id).toBe(eve.user.id);
    expect(body.user.id).not.toBe(ada.user.id);
  });

  it('is slowed down per account from wherever it comes, and the right password gives the account its tries back', async () => {
    const app = await start({ limited: true });
    await app.signUp('ada@example.org');
    const attempt = async (n: number, password: string) => {
      const reply = await app.ask<Session & Problem>('POST', '/api/auth/sign-in', {
        body: { email: n % 2 === 0 ? 'ada@example.org' : 'ADA@example.org', password },
        headers: { 'X-Forwarded-For': `203.0.113.${n}` },
      });
      return reply.status === 200 ? 'in' : reply.body.code;
    };
    for (let n = 0; n < 9; n += 1) expect(await attempt(n, 'a wrong password')).toBe('wrong_credentials');
    expect(await attempt(9, PASSWORD)).toBe('in');
    for (let n = 10; n < 20; n += 1) expect(await attempt(n, 'a wrong password')).toBe('wrong_credentials');
    expect(await attempt(20, PASSWORD)).toBe('rate_limited');
  });

  it('is slowed down per address, whatever accounts it tries and whatever the caller adds to X-Forwarded-For', async () => {
    const app = await start({ limited: true });
    const codes: string[] = [];
    for (let n = 0; n < 31; n += 1) {
      const { body } = await app.ask('POST', '/api/auth/sign-in', {
        body: { email: `person-${n}@example.org`, password: 'a wrong password' },
        headers: { 'X-Forwarded-For': `198.51.100.${n}, 203.0.113.7` },
      });
      codes.push(body.code);
    }
    expect(codes.slice(0, 30).every((code) => code === 'wrong_credentials')).toBe(true);
    expect(codes[30]).toBe('rate_limited');
  });
});
