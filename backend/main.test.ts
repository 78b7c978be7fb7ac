import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { makeEnterableFolder, makeStartedFolder, type StartedFolder } from './testing/started-folder.ts';
import { createTestDatabase } from './testing/test-database.ts';

// These start whole processes, on machines that may be busy: the limit only turns a hang into a message.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const JWT_SECRET = 'q8Zr2vYk0sLw5uTn7xCb1dFg3hJm6pEa9iRo4yUt';

let started: StartedFolder;
let dataDir: string;
let processes: ChildProcess[];

beforeAll(async () => {
  started = await makeStartedFolder();
});
afterAll(() => started.remove());

beforeEach(() => {
  dataDir = makeEnterableFolder('jackdaw-main-');
  processes = [];
});

afterEach(async () => {
  for (const child of processes) if (isRunning(child)) await end(child, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

type Settings = Record<string, string>;
type Ended = { code: number | null; stdout: string; stderr: string };

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

function launch(settings: Settings): { child: ChildProcess; output: { stdout: string; stderr: string } } {
  const { PATH, PG_BIN_DIR } = process.env;
  const env = { PATH, ...(PG_BIN_DIR === undefined ? {} : { PG_BIN_DIR }), PORT: '0', DATA_DIR: dataDir, ...settings };
  const child = spawn(process.execPath, ['--import', 'tsx', 'backend/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  processes.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return { child, output };
}

/** Runs it to its end: for starts that fail. */
async function run(settings: Settings): Promise<Ended> {
  const { child, output } = launch(settings);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** Runs it until it says that it is ready. */
async function startUp(settings: Settings = {}): Promise<{ child: ChildProcess; url: string; output: { stdout: string; stderr: string } }> {
  const { child, output } = launch(settings);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const ready = /^Jackdaw is ready at (\S+)$/m.exec(output.stdout);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    child.once('close', () => reject(new Error(`it ended: ${output.stderr}`)));
  });
  return { child, url, output };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const closed = once(child, 'close');
  child.kill(signal);
  const [code] = (await closed) as [number | null];
  return code;
}

async function inItsDatabase<Row extends object>(text: string): Promise<Row[]> {
  const socket = path.join(dataDir, 'postgres', 'socket');
  const client = new Client({ connectionString: `postgres://postgres@localhost/jackdaw?host=${encodeURIComponent(socket)}` });
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}

const serverProcess = (): number => Number.parseInt(readFileSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);

describe('a start that cannot succeed', () => {
  async function expectOneLine(settings: Settings, line: RegExp): Promise<void> {
    const { code, stdout, stderr } = await run(settings);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n') }).toEqual({ code: 1, stdout: '', lines: [expect.stringMatching(line)] });
  }

  it('says that the port is taken, before it has made anything', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expectOneLine({ PORT: String(port) }, new RegExp(`^127\\.0\\.0\\.1:${port} is taken by another program`));
    other.close();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('says which settings are wrong', async () => {
    await expectOneLine({ PORT: 'x', REGISTRATION: 'shut' }, /PORT must be .* REGISTRATION must be open, invite or closed/);
    await expectOneLine({ DATABASE_URL: inject('postgresUrl'), JWT_SECRET: 'short' }, /JWT_SECRET must be at least 32 random bytes/);
    await expectOneLine({ HOST: '203.0.113.7' }, /^203\.0\.113\.7:0 is not an address of this machine/);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('says that the database cannot be reached', async () => {
    await expectOneLine(
      { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/x', JWT_SECRET },
      /^The database .*127\.0\.0\.1:1\/x.* ECONNREFUSED/,
    );
  });

  it('says that the database refuses what it needs', async () => {
    const { appUrl, drop } = await createTestDatabase({ template: 'template1' });
    await expectOneLine(
      { DATABASE_URL: appUrl, JWT_SECRET },
      /^Jackdaw cannot start: the database says "permission denied for schema public" \(42501\)\.$/,
    );
    await drop();
  });

  it('says that the data folder is of another PostgreSQL, and leaves it alone', async () => {
    const data = path.join(dataDir, 'postgres', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'PG_VERSION'), '9.6\n');
    await expectOneLine({}, /was made by PostgreSQL 9\.6/);
    expect(readdirSync(data)).toEqual(['PG_VERSION']);
  });

  it('says that the data folder cannot be made', async () => {
    writeFileSync(path.join(dataDir, 'file'), '');
    await expectOneLine({ DATA_DIR: path.join(dataDir, 'file', 'below') }, /^Jackdaw cannot start: ENOTDIR: .*file\/below/);
  });
});

describe('the server', () => {
  it('serves from an empty folder, refuses a second start there, and ends in order when told', async () => {
    const { child, url } = await startUp();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const postgres = serverProcess();

    const second = await run({});
    expect(second).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^Another Jackdaw \(process \d+\) is using [^\n]+\n$/) });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(existsSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
    expect(() => process.kill(postgres, 0)).toThrow(/ESRCH/);
  });

  it('has its rows and its secret after a stop and after a kill', async () => {
    started.copyTo(dataDir);
    const first = await startUp();
    await inItsDatabase(
      `insert into users (id, email, password_hash) values ('018f0000-0000-7000-8000-00000000000a', 'ada@example.org', 'x')`,
    );
    const secret = readFileSync(path.join(dataDir, 'jwt-secret'), 'utf8');
    expect(await end(first.child, 'SIGINT')).toBe(0);

    const second = await startUp();
    await inItsDatabase(
      `insert into users (id, email, password_hash) values ('018f0000-0000-7000-8000-00000000000b', 'bob@example.org', 'x')`,
    );
    const postgres = serverProcess();
    await end(second.child, 'SIGKILL');

    const third = await startUp();
    expect(serverProcess()).not.toBe(postgres);
    expect(await inItsDatabase('select email from users order by 1')).toEqual([{ email: 'ada@example.org' }, { email: 'bob@example.org' }]);
    expect(readFileSync(path.join(dataDir, 'jwt-secret'), 'utf8')).toBe(secret);
    expect(await end(third.child, 'SIGTERM')).toBe(0);
  });

  it('prints a link that makes the administrator, outside of every line of the log, until there is one', async () => {
    started.copyTo(dataDir);
    const settings = { REGISTRATION: 'invite', PUBLIC_URL: 'https://jackdaw.example.org', LOG_LEVEL: 'trace' };
    const first = await startUp(settings);
    const [, invite = ''] = /^ {2}https:\/\/jackdaw\.example\.org\/#\/sign-up\?invite=(\S+)$/m.exec(first.output.stdout) ?? [];
    const signUp = async (email: string): Promise<unknown> => {
      const body = JSON.stringify({ email, password: 'grüne Dohlen im Kamin', invite });
      const reply = await fetch(`${first.url}/api/auth/sign-up`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      return reply.json();
    };
    expect(await signUp('ada@example.org')).toMatchObject({ user: { email: 'ada@example.org', role: 'administrator' } });
    expect(await signUp('eve@example.org')).toMatchObject({ status: 403, code: 'invite_invalid' });
    expect(await end(first.child, 'SIGTERM')).toBe(0);
    // The log is written some lines at a time: after the end it is whole.
    const logged = first.output.stdout.split('\n').filter((line) => line.startsWith('{'));
    expect(logged.length).toBeGreaterThan(1);
    expect(logged.join()).not.toContain(invite);

    const second = await startUp(settings);
    expect(second.output.stdout).not.toMatch(/invite=|Nobody has an account/);
    expect(await end(second.child, 'SIGTERM')).toBe(0);
  });

  it('takes two interruptions at once for one, as Ctrl-C below npm sends them', async () => {
    started.copyTo(dataDir);
    const { child } = await startUp();
    child.kill('SIGINT');
    expect(await end(child, 'SIGINT')).toBe(0);
    expect(existsSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('ends with a reason when its PostgreSQL does', async () => {
    started.copyTo(dataDir);
    const { child, output } = await startUp();
    process.kill(serverProcess(), 'SIGKILL');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(1);
    expect(output.stderr).toMatch(/^Jackdaw stopped: PostgreSQL ended/m);
  });

  it('gives up in order when told to stop while it starts', async () => {
    const { child } = launch({});
    const made = path.join(dataDir, 'postgres');
    await expect.poll(() => existsSync(made), { timeout: 20_000, interval: 10 }).toBe(true);
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(existsSync(path.join(made, 'data', 'postmaster.pid'))).toBe(false);
  });

  it('uses the database it is given, as the role without powers, and makes no folder', async () => {
    const { name, ownerUrl, drop } = await createTestDatabase();
    const { child, url } = await startUp({ DATABASE_URL: ownerUrl, JWT_SECRET, DATA_DIR: path.join(dataDir, 'none') });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const client = new Client({ connectionString: inject('postgresUrl') });
    await client.connect();
    const { rows } = await client.query(
      `select count(*)::int as n from pg_stat_activity where datname = $1 and application_name = 'jackdaw'`,
      [name],
    );
    await client.end();
    expect(rows[0].n).toBeGreaterThan(0);
    expect(existsSync(path.join(dataDir, 'none'))).toBe(false);
    expect(await end(child, 'SIGTERM')).toBe(0);
    await drop();
  });
});
