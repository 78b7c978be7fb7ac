import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createConfig, keptSecret, localUrl, parseEnvironment } from './config.ts';
import variables from './variables.json' with { type: 'json' };

const secret = 'q8Zr2vYk0sLw5uTn7xCb1dFg3hJm6pEa9iRo4yUt';
const external = { DATABASE_URL: 'postgres://jackdaw:hunter2@db.example:5432/jackdaw', JWT_SECRET: secret };
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'jackdaw-config-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

describe('the environment', () => {
  it('needs nothing set', () => {
    expect(parseEnvironment({})).toEqual({
      port: 4747,
      host: '127.0.0.1',
      dataDir: path.resolve('.data'),
      databaseUrl: undefined,
      databaseConnections: 24,
      publicUrl: undefined,
      jwtSecret: undefined,
      registration: 'open',
      drainSeconds: 0,
      logLevel: 'info',
    });
  });

  it('takes an empty variable for an unset one, as compose files write them', () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, ' ']));
    expect(parseEnvironment(empty)).toEqual(parseEnvironment({}));
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['DRAIN_SECONDS', '61'],
    ['DRAIN_SECONDS', '1.5'],
    ['HOST', 'http://localhost'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://localhost/jackdaw'],
    ['DATABASE_URL', 'not an address'],
    ['DATABASE_CONNECTIONS', '5'],
    ['DATABASE_CONNECTIONS', 'many'],
    ['PUBLIC_URL', 'jackdaw.example.org'],
    ['PUBLIC_URL', 'ftp://jackdaw.example.org'],
    ['JWT_SECRET', 'short'],
    ['JWT_SECRET', 'x'.repeat(64)],
    ['JWT_SECRET_PREVIOUS', 'short'],
    ['TRUSTED_PROXIES', '-1'],
    ['TRUSTED_PROXIES', '10'],
    ['TRUSTED_PROXIES', 'all'],
    ['REGISTRATION', 'shut'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in one line that names it', (name, value) => {
    const refuse = (): unknown => parseEnvironment({ JWT_SECRET: secret, [name]: value });
    expect(refuse).toThrow(new RegExp(`^Jackdaw cannot start with these settings: ${name} must be [^\\n;]+$`));
  });

  it('names every wrong variable at once, and shows no secret', () => {
    const refuse = (): unknown => parseEnvironment({ PORT: 'x', DATABASE_URL: 'mysql://me:hunter2@db/x', JWT_SECRET: 'hunter3' });
    expect(refuse).toThrow(/PORT must.*DATABASE_URL must.*JWT_SECRET must/);
    expect(refuse).not.toThrow(/hunter/);
  });

  it('asks for a secret when the database is not its own', () => {
    expect(() => parseEnvironment({ DATABASE_URL: external.DATABASE_URL })).toThrow(/JWT_SECRET is needed with DATABASE_URL/);
    expect(parseEnvironment(external)).toMatchObject({ databaseUrl: external.DATABASE_URL, jwtSecret: secret });
    // A program that serves nobody signs nothing.
    const { DATABASE_URL } = external;
    expect(parseEnvironment({ DATABASE_URL }, { serves: false })).toMatchObject({ databaseUrl: DATABASE_URL, jwtSecret: undefined });
  });
});

describe('registration', () => {
  it.each([
    [{}, 'open'],
    [{ HOST: 'localhost' }, 'open'],
    [{ HOST: '::1' }, 'open'],
    [{ HOST: '127.0.0.53', PUBLIC_URL: 'http://localhost:4747' }, 'open'],
    [{ HOST: '0.0.0.0' }, 'invite'],
    [{ HOST: '::' }, 'invite'],
    [{ HOST: '192.168.1.5' }, 'invite'],
    [{ HOST: '127.example.org' }, 'invite'],
    [{ PUBLIC_URL: 'https://jackdaw.example.org' }, 'invite'],
    [{ HOST: '0.0.0.0', REGISTRATION: 'open' }, 'open'],
    [{ REGISTRATION: 'invite' }, 'invite'],
    [{ REGISTRATION: 'closed' }, 'closed'],
  ])('is, with %j, by default %s', (environment, registration) => {
    expect(parseEnvironment(environment).registration).toBe(registration);
  });
});

describe('the public address', () => {
  it('is the one given, without its trailing slash', () => {
    const environment = parseEnvironment({ PUBLIC_URL: 'https://jackdaw.example.org/' });
    expect(createConfig(environment, 'http://127.0.0.1:1', secret).publicUrl).toBe('https://jackdaw.example.org');
  });

  it('else follows from where the server listens', () => {
    expect(createConfig(parseEnvironment({}), localUrl('127.0.0.1', 4747), secret).publicUrl).toBe('http://127.0.0.1:4747');
    expect(localUrl('::1', 80)).toBe('http://[::1]:80');
    expect(localUrl('0.0.0.0', 4747)).toBe('http://localhost:4747');
  });
});

describe('the kept secret', () => {
  it('is made once, readable by its owner only, and found again', async () => {
    const made = await keptSecret(dataDir);
    expect(Buffer.from(made, 'base64url')).toHaveLength(48);
    expect(statSync(path.join(dataDir, 'jwt-secret')).mode & 0o777).toBe(0o600);
    expect(await keptSecret(dataDir)).toBe(made);
  });

  it('is never replaced by itself when it was damaged', async () => {
    const file = path.join(dataDir, 'jwt-secret');
    writeFileSync(file, 'oops');
    await expect(keptSecret(dataDir)).rejects.toThrow(/does not hold a secret any more/);
    expect(readFileSync(file, 'utf8')).toBe('oops');
  });
});
