import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeEnterableFolder, makeStartedFolder, type StartedFolder } from '../testing/started-folder.ts';
import { startPostgres, type EmbeddedPostgres, type StartOptions } from './start-postgres.ts';

// These start whole processes, on machines that may be busy: the limit only turns a hang into a message.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const isRoot = process.getuid?.() === 0;
const writer = fileURLToPath(new URL('../testing/write-process.ts', import.meta.url));

let started: StartedFolder;
let root: string;
let dataDir: string;
let running: EmbeddedPostgres[];

beforeAll(async () => {
  started = await makeStartedFolder();
});
afterAll(() => started.remove());

beforeEach(() => {
  root = makeEnterableFolder('jackdaw-launch-');
  dataDir = path.join(root, 'data');
  running = [];
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  rmSync(root, { recursive: true, force: true });
});

async function start(options: Partial<StartOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startPostgres({ dataDir, quick: true, stateDir: path.join(root, 'state'), ...options });
  running.push(postgres);
  return postgres;
}

/** Starts on a folder that was started before,. */
function restart(options: Partial<StartOptions> = {}): Promise<EmbeddedPostgres> {
  started.copyTo(options.dataDir ?? dataDir);
  return start(options);
}

async function ask<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('the private PostgreSQL', () => {
  it('starts from nothing, listens on no port, and keeps its rows over a restart', async () => {
    const first = await start();
    expect(await ask(first.ownerUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    await ask(first.ownerUrl, 'create table kept (id int); insert into kept values (7)');
    await first.stop();
    expect(exists(first.pid)).toBe(false);
    const second = await start();
    expect(await ask(second.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  it('signs the application in as a role without powers', async () => {
    const { appUrl } = await restart();
    const text = 'select rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = session_user';
    const role = { rolname: 'jackdaw_app', rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false };
    expect(await ask(appUrl, text)).toEqual([role]);
  });

  it('syncs what it commits unless it is a test’s', async () => {
    const { ownerUrl } = await restart({ quick: false });
    const text = `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting <> 'on'`;
    expect(await ask(ownerUrl, text)).toEqual([]);
  });

  it('starts below a path with spaces, commas, quotes and more than ASCII', async () => {
    const { ownerUrl } = await restart({ dataDir: path.join(root, `Ada's "jobs", 100% +é`) });
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('finds a place for its socket below a path longer than sockets may have', async () => {
    const long = path.join(root, 'a'.repeat(60), 'b'.repeat(60));
    const { ownerUrl } = await start({ dataDir: long });
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('tells when it ended by itself', async () => {
    const { pid, exited } = await restart();
    process.kill(pid, 'SIGINT');
    expect(await exited).toContain('database system is shut down');
  });
});

describe('a data folder in use', () => {
  it('is refused to a second opener, and the first one goes on', async () => {
    const first = await restart();
    await expect(start()).rejects.toThrow(`Another Jackdaw (process ${process.pid}) is using ${dataDir}`);
    expect(await ask(first.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('goes to exactly one of two that open it at once, when it is still empty', async () => {
    const settled = await Promise.allSettled([start(), start()]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await ask(running[0]!.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is free again after a start that failed', async () => {
    await expect(start({ environment: { PG_BIN_DIR: path.join(root, 'none') } })).rejects.toThrow(/PG_BIN_DIR=.* holds no PostgreSQL/);
    await start();
  });
});

describe('a cluster that is not as it should be', () => {
  it('is made anew when the first attempt was cut short', async () => {
    const half = path.join(dataDir, 'postgres', 'data.half');
    mkdirSync(half, { recursive: true });
    chmodSync(path.join(dataDir, 'postgres'), 0o711);
    writeFileSync(path.join(half, 'PG_VERSION'), '18\n');
    const { ownerUrl } = await start();
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(half)).toBe(false);
  });

  it('is refused, and not touched, when another PostgreSQL made it', async () => {
    const { folder, stop } = await restart();
    await stop();
    const version = path.join(folder, 'data', 'PG_VERSION');
    writeFileSync(version, '14\n');
    const before = readdirSync(path.join(folder, 'data'));
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 14, and this is PostgreSQL \d+: set PG_BIN_DIR/);
    expect(readFileSync(version, 'utf8')).toBe('14\n');
    expect(readdirSync(path.join(folder, 'data'))).toEqual(before);
  });

  it('is refused, and not touched, when it is something else', async () => {
    const data = path.join(dataDir, 'postgres', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'thesis.txt'), 'all of it');
    await expect(start()).rejects.toThrow(/is not a PostgreSQL cluster/);
    expect(readFileSync(path.join(data, 'thesis.txt'), 'utf8')).toBe('all of it');
  });

  it('starts although its last server left a process number that is somebody else’s now', async () => {
    const { folder, stop } = await restart();
    await stop();
    const stale = [process.pid, path.join(folder, 'data'), 1, 5432, path.join(folder, 'socket'), '', '  5432 0', 'ready'].join('\n');
    writeFileSync(path.join(folder, 'data', 'postmaster.pid'), `${stale}\n`);
    const { ownerUrl } = await start();
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a folder that PostgreSQL’s account cannot enter', () => {
  beforeEach((context) => {
    if (!isRoot) context.skip('only root runs PostgreSQL as somebody else');
    mkdirSync(path.join(root, 'state'));
    mkdirSync(path.join(root, 'closed'), { mode: 0o700 });
    dataDir = path.join(root, 'closed', 'data');
  });

  it('is passed over for one that it can, which is found again, also when the folder was renamed', async () => {
    const first = await start();
    expect(first.elsewhere).toBe(true);
    expect(path.dirname(first.folder)).toBe(path.join(root, 'state'));
    await ask(first.ownerUrl, 'create table kept (id int); insert into kept values (7)');
    await first.stop();
    renameSync(dataDir, path.join(root, 'closed', 'renamed'));
    const second = await start({ dataDir: path.join(root, 'closed', 'renamed') });
    expect(await ask(second.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  it('never begins empty when the database it knows of is gone', async () => {
    const { stop } = await start();
    await stop();
    rmSync(path.join(root, 'state'), { recursive: true });
    mkdirSync(path.join(root, 'state'));
    await expect(start()).rejects.toThrow(/says the database is in .*, which is gone/);
    expect(readdirSync(path.join(root, 'state'))).toEqual([]);
  });

  it('does not give a new data folder the database of one that had its name', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'create table kept (id int)');
    await first.stop();
    rmSync(dataDir, { recursive: true });
    const second = await start();
    expect(await ask(second.ownerUrl, `select to_regclass('kept') is null as empty`)).toEqual([{ empty: true }]);
    expect(second.folder).not.toBe(first.folder);
  });

  it('never begins empty beside a database that became unreachable', async () => {
    dataDir = path.join(root, 'open', 'data');
    mkdirSync(path.join(root, 'open'));
    const { stop, elsewhere } = await restart();
    await stop();
    expect(elsewhere).toBe(false);
    chmodSync(path.join(root, 'open'), 0o700);
    await expect(start()).rejects.toThrow(/cannot be reached by "\w+"/);
    expect(readdirSync(path.join(root, 'state'))).toEqual([]);
  });

  it('is refused when there is no other place either', async () => {
    chmodSync(path.join(root, 'state'), 0o700);
    await expect(start()).rejects.toThrow(/can enter neither .* nor .*: set DATA_DIR/);
  });
});

describe('when this process is killed', () => {
  type Message = { postgres?: number; committed?: number };

  async function writeUntil(count: number): Promise<{ child: ChildProcess; postgres: number; committed: Set<number> }> {
    started.copyTo(dataDir);
    const child = fork(writer, [dataDir], { execArgv: ['--import', 'tsx'] });
    const committed = new Set<number>();
    let postgres = 0;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the writer ended')));
      child.on('message', (message: Message) => {
        postgres = message.postgres ?? postgres;
        if (message.committed !== undefined) committed.add(message.committed);
        if (committed.size >= count) resolve();
      });
    });
    child.removeAllListeners('exit');
    return { child, postgres, committed };
  }

  it.each([
    ['its PostgreSQL ends with it', false],
    ['and its PostgreSQL too', true],
  ])('%s, and the next start has every committed row', async (_, both) => {
    const { child, postgres, committed } = await writeUntil(300);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    if (both) process.kill(postgres, 'SIGKILL');
    await gone;
    const { ownerUrl } = await start({ quick: false });
    expect(exists(postgres)).toBe(false);
    const kept = new Set((await ask<{ id: number }>(ownerUrl, 'select id from kept')).map(({ id }) => id));
    expect([...committed].filter((id) => !kept.has(id))).toEqual([]);
    expect(committed.size).toBeGreaterThanOrEqual(300);
  });
});
