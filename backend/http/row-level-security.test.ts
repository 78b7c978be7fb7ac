import type { Knex } from 'knex';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { queryAs } from '../postgres/user-transaction.ts';
import { asOwner } from '../testing/as-owner.ts';
import { sendFile } from '../testing/send-file.ts';
import { buildSave, PASSWORD, startWithDatabase } from '../testing/start-test-app.ts';

/** A file with rows that are the same for everybody. */
const FILE = 'Job Title,Company,Status,Job URL\nKeeper,Tower,saved,https://example.org/keeper\n';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
/** Ada's and Eve's ids: each has rows in every table. */
let ada: string;
let eve: string;

beforeAll(async () => {
  app = await startWithDatabase();
  const ids: string[] = [];
  for (const email of ['ada@example.org', 'eve@example.org']) {
    const { accessToken: token, user } = await app.signUp(email);
    ids.push(user.id);
    await app.save(token, undefined, buildSave({ snapshot: 'text' }));
    await sendFile(app, token, FILE);
    await app.ask('POST', '/api/me/tokens', { token, body: { name: 'Script', scopes: ['read'] } });
    await app.ask('POST', '/api/me/recovery-codes', { token, body: { password: PASSWORD } });
  }
  [ada = '', eve = ''] = ids;
  await asOwner(app.testDatabase, `insert into reset_links select id, sha256('x'), now() from users`);
});
afterAll(() => app.close());

/** What a forgotten `where` would show: every row that a transaction of `userId` gets to see of a table, beyond its own. */
async function foreignRows(table: string, userId: string): Promise<number> {
  const column = table === 'users' ? 'id' : 'user_id';
  const { rows } = await queryAs<{ own: number; all: number }>(app.database, userId, {
    text: `select count(*) filter (where ${column} = $1)::int as own, count(*)::int as all from ${table}`,
    values: [userId],
  });
  const [{ own, all } = { own: 0, all: 0 }] = rows;
  expect(own, `${userId} has rows in ${table}`).toBeGreaterThan(0);
  return all - own;
}

/** What a transaction with one setting sees and changes. */
const withSetting = <T>(setting: string, value: string, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  app.database.knex.transaction(async (trx) => {
    await trx.raw('select set_config(?, ?, true)', [setting, value]);
    return work(trx);
  });

it('the sign-in policy shows one account by its address, and lets nobody change it', async () => {
  const seen = await withSetting('app.sign_in_email', 'EVE@example.org', async (trx) => {
    expect(await trx('users').update({ name: 'taken over' })).toBe(0);
    return trx('users').pluck('email');
  });
  expect(seen).toEqual(['eve@example.org']);
});

it('the administration policy shows who has an account, lets nobody change one, and shows nothing of what is in it', async () => {
  await withSetting('app.administration', 'on', async (trx) => {
    expect(await trx('users').update({ name: 'taken over' })).toBe(0);
    expect((await trx('users').pluck('email')).toSorted()).toEqual(['ada@example.org', 'eve@example.org']);
    for (const table of inject('tenantTables').filter((name) => name !== 'users')) expect(await trx(table).select(), table).toEqual([]);
  });
});

it('a connection given back to the pool remembers no user', async () => {
  const client = new Client({ connectionString: app.testDatabase.appUrl });
  await client.connect();
  await client.query('begin');
  await client.query(`select set_config('app.user_id', $1, true)`, [ada]);
  expect((await client.query('select from applications')).rowCount).toBeGreaterThan(0);
  await client.query('commit');
  expect((await client.query('select from applications')).rowCount).toBe(0);
  await client.end();
});

describe.each(inject('tenantTables'))('row-level security on %s', (table) => {
  it('shows a query that forgot its where only its own user’s rows', async () => {
    for (const id of [ada, eve]) expect(await foreignRows(table, id)).toBe(0);
  });

  it('shows and lets write nothing to a transaction without a user', async () => {
    const { rows } = await app.database.knex.raw<{ rows: unknown[] }>(`select * from ${table}`);
    expect(rows).toEqual([]);
    expect(await app.database.knex(table).delete()).toBe(0);
  });

  it('lets a forgotten where neither change nor delete another’s rows, nor give them away', async () => {
    const count = async () => (await asOwner<{ n: number }>(app.testDatabase, `select count(*)::int as n from ${table}`))[0]!.n;
    const before = await count();
    const column = table === 'users' ? 'id' : 'user_id';
    const gift = queryAs(app.database, ada, { text: `update ${table} set ${column} = $1`, values: [eve] });
    await expect(gift).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|23503)$/) });
    expect(await count()).toBe(before);
  });

  it('holds for the tables’ owner too, where it is no superuser', async () => {
    const [row] = await asOwner<{ enabled: boolean; forced: boolean }>(
      app.testDatabase,
      `select relrowsecurity as enabled, relforcerowsecurity as forced from pg_class where oid = $1::regclass`,
      [table],
    );
    expect(row).toEqual({ enabled: true, forced: true });
  });

  it('is what holds it: switched off, the probe above finds another’s rows', async () => {
    await asOwner(app.testDatabase, `alter table ${table} disable row level security`);
    expect(await foreignRows(table, ada)).toBeGreaterThan(0);
    await asOwner(app.testDatabase, `alter table ${table} enable row level security`);
  });
});
