import { v7 } from 'uuid';
import { describe, expect, it, onTestFinished } from 'vitest';
import { endpoints, type Endpoint, type MadeApiToken, type Problem } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';
import { createLog } from './create-log.ts';

it('no route logs a word of what it was sent, whether it serves, refuses or fails', async () => {
  const app = await startWithDatabase();
  onTestFinished(() => app.close());
  const canary = 'canary-5d1e';
  const { accessToken: token } = await app.signUp('someone@example.org');
  const made = await app.ask<MadeApiToken>('POST', '/api/me/tokens', {
    token,
    body: { name: 'Script', scopes: ['read', 'write', 'export'] },
  });
  const apiToken = made.body.token;
  const working = Object.values<Endpoint>(endpoints).filter(({ path }) => !/sign-out/.test(path));
  const askAll = async (): Promise<void> => {
    for (const { method, path } of working) {
      const at = `${path.replaceAll(/:\w+/g, v7())}?${canary}=${canary}`;
      const body =
        method === 'GET'
          ? {}
          : {
              body: {
                ...buildSave({ notes: canary, snapshot: canary }),
                email: `${canary}@example.org`,
                password: canary,
                refreshToken: canary,
                token: canary,
                [canary]: canary,
              },
            };
      const headers = { 'User-Agent': canary, 'X-Forwarded-For': canary, Cookie: `__Host-jackdaw=${canary}`, 'X-Request-Id': canary };
      await app.ask(method, at, { token, headers, ...body });
      await app.ask(method, at, { token: canary, headers, ...body });
      await app.ask(method, at, { token: apiToken, headers, ...body });
      await app.ask(method, at, { token: `${apiToken.slice(0, -1)}-`, headers, ...body });
    }
  };
  await askAll();
  // And where the database says something that it quotes them in.
  await asOwner(app.testDatabase, 'drop table applications cascade');
  const failed = await app.ask('PUT', `/api/applications/${v7()}`, {
    token,
    body: buildSave({ notes: canary, posting: { title: canary } }),
  });
  expect(failed.status).toBe(500);
  expect(app.logged().split('\n').length).toBeGreaterThan(working.length * 4);
  expect(app.logged()).toContain('request failed');
  expect(app.logged()).not.toContain(canary);
  expect(app.logged()).not.toContain(token);
  expect(app.logged()).not.toContain('jd_');
  expect(app.logged()).not.toContain(apiToken.slice(3, -6));
});

it('the log has a line for each request with the id the caller saw, and nothing of what people wrote or sent', async () => {
  const app = await startWithDatabase();
  onTestFinished(() => app.close());
  await app.signUp('canary@example.org');
  const canary = 'canary-7f3a';
  const { body: session } = await app.ask<{ accessToken: string; refreshToken: string }>('POST', '/api/auth/sign-in', {
    body: { email: 'canary@example.org', password: PASSWORD },
  });
  await app.ask('POST', '/api/auth/sign-in', { body: { email: `${canary}@example.org`, password: canary } });
  await app.ask('GET', `/api/applications?q=${canary}`, { token: session.accessToken });
  await app.ask('GET', `/${canary}?token=${canary}`);
  await app.ask('PUT', `/api/applications/${v7()}`, {
    token: session.accessToken,
    body: buildSave({ notes: canary, posting: { title: canary, url: `https://${canary}.example` } }),
  });
  await app.ask('PUT', `/api/applications/${v7()}`, { token: canary, raw: canary });
  await app.ask('POST', '/api/auth/refresh', {
    body: { refreshToken: session.refreshToken },
    headers: { Cookie: `a=${canary}`, 'X-Other': canary },
  });
  const wrong = await app.ask<Problem>('GET', `/api/applications?after=${canary}`, { token: session.accessToken });
  const log = app.logged();
  expect(log).toContain(wrong.headers.get('x-request-id'));
  expect(log).toContain('"route":"/api/applications/:id"');
  for (const secret of [
    canary,
    PASSWORD,
    session.accessToken,
    session.accessToken.split('.')[2]!,
    session.refreshToken,
    session.refreshToken.split('.')[2]!,
  ]) {
    expect(log).not.toContain(secret);
  }
});

describe('an error in the log', () => {
  const lines: string[] = [];
  const log = createLog({ destination: { write: (line: string) => void lines.push(line) } });

  it('keeps code, constraint, stack and causes, and none of the values that the database quotes', () => {
    const database = Object.assign(new Error('invalid input syntax for type uuid: "canary"'), {
      code: '22P02',
      detail: 'Key (lower(email))=(canary@example.org) already exists.',
      constraint: 'users_email',
      where: 'canary',
    });
    log.error({ err: new Error('request failed', { cause: database }) }, 'request failed');
    const line = lines.at(-1)!;
    expect(line).toContain('22P02');
    expect(line).toContain('users_email');
    expect(line).toContain('log-requests.test.ts');
    expect(line).not.toContain('canary');
  });

  it('has secrets blotted out wherever they are named', () => {
    log.info(
      {
        password: 'canary',
        headers: { authorization: 'canary', cookie: 'canary', 'set-cookie': 'canary' },
        a: { b: { refreshToken: 'canary', kept: 'kept' } },
        list: [{ token: { of: 'canary' } }, null, 'kept'],
      },
      'x',
    );
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({
      password: '[redacted]',
      headers: { authorization: '[redacted]', cookie: '[redacted]', 'set-cookie': '[redacted]' },
      a: { b: { refreshToken: '[redacted]', kept: 'kept' } },
    });
    expect(lines.at(-1)).not.toContain('canary');
    expect(lines.at(-1)).toContain('"kept"');
  });
});
