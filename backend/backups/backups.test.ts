import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../postgres/migrate.ts';
import { startPostgres, type EmbeddedPostgres } from '../postgres/start-postgres.ts';
import { makeEnterableFolder } from '../testing/started-folder.ts';
import { makeBackup } from './make-backup.ts';
import { restoreBackup } from './restore-backup.ts';

/** Of the versions that come with their own pg_dump, one that may be installed here: the package's has none. */
const SYSTEM = ['18', '17', '16', '15'].map((major) => `/usr/lib/postgresql/${major}/bin`).find((bin) => existsSync(`${bin}/pg_dump`));

const folder = mkdtempSync(path.join(os.tmpdir(), 'jackdaw-backups-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function query<Row extends object>(url: string, sql: string, values?: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const TITLES = ['Engineer', 'tab\tnewline\nreturn\r', String.raw`back\slash \. \N`, '\\.', '{"end":true}', 'Ærø 🪁', 'quote \' and "'];

/** Two people, with what tables trip over in every text; one of them in the trash. */
async function fill(url: string): Promise<void> {
  for (const email of ['ada@example.org', 'eve@example.org']) {
    const user = randomUUID();
    await query(url, `insert into users (id, email, password_hash, change_number) values ($1, $2, 'x', $3)`, [user, email, TITLES.length]);
    for (const [index, title] of TITLES.entries()) {
      await query(
        url,
        `insert into applications (user_id, id, change_number, created_at, updated_at, deleted_at, title, company, url, stage, tags, notes, save_hash)
         values ($1, gen_random_uuid(), $2::int, now(), now(), case when $2::int = 1 then now() end, $3::text, '', 'https://example.org', 'saved', array[$3::text, ''], $3::text, sha256('x'))`,
        [user, index + 1, title],
      );
    }
    await query(
      url,
      `insert into events (user_id, id, application_id, change_number, at, kind, by, after)
       select user_id, gen_random_uuid(), id, change_number, now(), 'saved', '', jsonb_build_object('title', title) from applications where user_id = $1`,
      [user],
    );
  }
}

/** Every row of every table, in an order of its own. */
async function everything(url: string): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'knex_%' order by 1`,
  );
  const contents: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ all: string }>(
      url,
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(1) order by t::text), '')) as all from ${name} t`,
    );
    contents[name] = row!.all;
  }
  return contents;
}

let postgres: EmbeddedPostgres;
beforeAll(async () => {
  postgres = await startPostgres({ dataDir: makeEnterableFolder('jackdaw-backed-up-'), quick: true });
  await migrate(postgres.ownerUrl);
  await fill(postgres.ownerUrl);
});
afterAll(async () => {
  await postgres.stop();
  rmSync(path.dirname(postgres.folder), { recursive: true, force: true });
});

describe('a backup of the built-in PostgreSQL', () => {
  it('restores on a fresh machine, row for row', async () => {
    const { file } = await makeBackup({ url: postgres.ownerUrl, folder, keep: 5 });
    const dataDir = makeEnterableFolder('jackdaw-fresh-');
    const fresh = await startPostgres({ dataDir, quick: true });
    try {
      const restored = await restoreBackup({ file, url: fresh.ownerUrl });
      expect(restored).toEqual({ users: 2, applications: 2 * TITLES.length, kept: null });
      expect(await everything(fresh.ownerUrl)).toEqual(await everything(postgres.ownerUrl));
      expect(await query(fresh.appUrl, 'select from applications')).toEqual([]);
    } finally {
      await fresh.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  it('takes the place of what is there, which stays under another name', async () => {
    const { file } = await makeBackup({ url: postgres.ownerUrl, folder, keep: 5, at: new Date('2026-01-02T03:04:05Z') });
    const before = await everything(postgres.ownerUrl);
    await query(postgres.ownerUrl, `update applications set notes = 'written after the backup'`);
    const { kept } = await restoreBackup({ file, url: postgres.ownerUrl, at: new Date('2026-02-03T04:05:06Z') });
    expect(kept).toBe('jackdaw_before_20260203t040506z');
    expect(await everything(postgres.ownerUrl)).toEqual(before);
    const [row] = await query<{ notes: string }>(postgres.urlFor('postgres', kept!), 'select distinct notes from applications');
    expect(row).toEqual({ notes: 'written after the backup' });
  });

  it('keeps the newest and removes nothing that is not a backup', async () => {
    const own = path.join(folder, 'kept');
    const makeOn = (day: string) => makeBackup({ url: postgres.ownerUrl, folder: own, keep: 2, at: new Date(`2026-03-${day}T00:00:00Z`) });
    await makeOn('01');
    writeFileSync(path.join(own, 'notes.txt'), 'mine');
    await makeOn('02');
    expect((await makeOn('03')).removed).toEqual(['jackdaw-20260301T000000Z.copy.gz']);
    expect(readdirSync(own).toSorted()).toEqual(['jackdaw-20260302T000000Z.copy.gz', 'jackdaw-20260303T000000Z.copy.gz', 'notes.txt']);
  });

  it('leaves no file when it fails', async () => {
    const own = path.join(folder, 'failed');
    await expect(makeBackup({ url: postgres.appUrl, folder: own, keep: 2 })).rejects.toThrow('row-level security');
    expect(readdirSync(own)).toEqual([]);
  });

  it('that is cut off or changed anywhere is refused, and the old database stays', async () => {
    const { file } = await makeBackup({ url: postgres.ownerUrl, folder, keep: 9 });
    const whole = gunzipSync(readFileSync(file));
    const before = await everything(postgres.ownerUrl);
    const damaged = path.join(folder, 'damaged.copy.gz');
    const attempt = async (bytes: Buffer): Promise<void> => {
      writeFileSync(damaged, gzipSync(bytes));
      await expect(restoreBackup({ file: damaged, url: postgres.ownerUrl })).rejects.toThrow(/backup|COPY|column|syntax|value|json/i);
    };
    for (const part of [0, 0.1, 0.5, 0.9, 0.999]) await attempt(whole.subarray(0, Math.floor(whole.length * part)));
    const changed = Buffer.from(whole);
    changed[changed.indexOf('Engineer')] = 0x65;
    await attempt(changed);
    writeFileSync(damaged, readFileSync(file));
    truncateSync(damaged, 900);
    await expect(restoreBackup({ file: damaged, url: postgres.ownerUrl })).rejects.toThrow(/end of file|cut off/);
    expect(await everything(postgres.ownerUrl)).toEqual(before);
    const [row] = await query<{ left: number }>(
      postgres.ownerUrl,
      `select count(*)::int as left from pg_database where datname like '%restoring%'`,
    );
    expect(row).toEqual({ left: 0 });
  });
});

describe.runIf(SYSTEM)('a backup of a PostgreSQL of yours', () => {
  it('is made by its own pg_dump, verified, and restores row for row', async () => {
    const dataDir = makeEnterableFolder('jackdaw-dumped-');
    const environment = { PG_BIN_DIR: SYSTEM };
    const server = await startPostgres({ dataDir, quick: true, environment });
    try {
      await migrate(server.ownerUrl);
      await fill(server.ownerUrl);
      const before = await everything(server.ownerUrl);
      const { file } = await makeBackup({ url: server.ownerUrl, major: server.major, folder, keep: 9 });
      expect(path.basename(file)).toMatch(/\.dump$/);
      await query(server.ownerUrl, 'delete from users');
      const restored = await restoreBackup({ file, url: server.ownerUrl });
      expect(restored).toMatchObject({ users: 2, applications: 2 * TITLES.length });
      expect(await everything(server.ownerUrl)).toEqual(before);
    } finally {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

it('says which client is missing', async () => {
  await expect(makeBackup({ url: postgres.ownerUrl, major: 42, folder, keep: 1 })).rejects.toThrow(/install postgresql-client-42/);
});
