import knexFactory from 'knex';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createDatabase, type Database } from './pools.ts';
import { queryAllAs, queryAs, userTransaction } from './user-transaction.ts';

const ada = '018f0000-0000-7000-8000-00000000000a';
const bob = '018f0000-0000-7000-8000-00000000000b';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = test.database;
  const owner = new Client({ connectionString: test.ownerUrl });
  await owner.connect();
  await owner.query(`
    create table pebbles (
      user_id uuid not null, id int not null, weight int check (weight > 0), twin int,
      primary key (user_id, id),
      foreign key (user_id, twin) references pebbles (user_id, id) deferrable initially deferred
    );
    alter table pebbles enable row level security;
    alter table pebbles force row level security;
    create policy own on pebbles using (user_id = nullif(current_setting('app.user_id', true), '')::uuid);
    grant select, insert, update, delete on pebbles to jackdaw_app;
  `);
  await owner.end();
});

afterAll(() => test.drop());

async function pebblesOf(userId: string): Promise<number[]> {
  const { rows } = await queryAs<{ id: number }>(database, userId, { text: 'select id from pebbles order by id' });
  return rows.map(({ id }) => id);
}

/** The user every pooled connection is left with: none, or the next user of that connection would be somebody else. */
async function usersLeftInPools(): Promise<Set<unknown>> {
  const left = new Set<unknown>();
  const text = `select nullif(current_setting('app.user_id', true), '') as "userId"`;
  const ask = async (): Promise<void> => {
    left.add((await database.pipe.query(text)).rows[0].userId);
    left.add((await database.knex.raw(text)).rows[0].userId);
  };
  await Promise.all(Array.from({ length: 12 }, ask));
  return left;
}

beforeEach(async () => {
  for (const userId of [ada, bob]) {
    await queryAllAs(database, userId, [
      { text: 'delete from pebbles' },
      { text: 'insert into pebbles values ($1, 1, 5), ($1, 2, 6)', values: [userId] },
    ]);
  }
});

describe('a transaction of one user', () => {
  it('sees and changes that user’s rows only, where the query forgot to ask for them', async () => {
    const changed = await userTransaction(database, ada, (trx) => trx('pebbles').update({ weight: 9 }));
    expect(changed).toBe(2);
    const { rows } = await queryAs(database, bob, { text: 'select weight from pebbles order by id' });
    expect(rows).toEqual([{ weight: 5 }, { weight: 6 }]);
  });

  it('cannot write a row for somebody else', async () => {
    const theft = userTransaction(database, ada, (trx) => trx('pebbles').insert({ user_id: bob, id: 3, weight: 1 }));
    await expect(theft).rejects.toMatchObject({ code: '42501' });
    expect(await pebblesOf(bob)).toEqual([1, 2]);
  });

  it('keeps nothing of work that failed', async () => {
    const failing = userTransaction(database, ada, async (trx) => {
      await trx('pebbles').insert({ user_id: ada, id: 3, weight: 1 });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await pebblesOf(ada)).toEqual([1, 2]);
  });

  it('leaves no user on the connection, whether it succeeded or failed', async () => {
    const rounds = Array.from({ length: 40 }, (_, round) => {
      const userId = round % 2 === 0 ? ada : bob;
      const text = round % 3 === 0 ? 'select 1 / 0' : 'select id from pebbles';
      return [
        queryAs(database, userId, { text }),
        userTransaction(database, userId, async (trx) => {
          await trx.raw(text);
        }),
      ];
    });
    const settled = await Promise.allSettled(rounds.flat());
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(28);
    expect(await usersLeftInPools()).toEqual(new Set([null]));
    const { rows } = await database.pipe.query('select id from pebbles');
    expect(rows).toEqual([]);
  });

  it('never mixes users up when many share few connections', async () => {
    const ask = async (userId: string): Promise<boolean> => {
      const { rows } = await queryAs<{ user_id: string }>(database, userId, { name: 'owners', text: 'select user_id from pebbles' });
      return rows.length === 2 && rows.every((row) => row.user_id === userId);
    };
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index % 2 === 0 ? ada : bob)));
    expect(answers.filter(Boolean)).toHaveLength(200);
  });
});

describe('statements sent in one trip', () => {
  it('answer one result each, in their order', async () => {
    const [first, second] = await queryAllAs<[{ n: number }, { id: number }]>(database, ada, [
      { text: 'select $1::int as n', values: [7] },
      { text: 'select id from pebbles where id > $1', values: [1] },
    ]);
    expect(first.rows).toEqual([{ n: 7 }]);
    expect(second.rows).toEqual([{ id: 2 }]);
  });

  it('reject with the error of the one that failed, not of its followers, and keep nothing', async () => {
    const failing = queryAllAs(database, ada, [
      { text: 'insert into pebbles values ($1, 3, 1)', values: [ada] },
      { text: 'insert into pebbles values ($1, 4, -1)', values: [ada] },
      { text: 'insert into pebbles values ($1, 5, 1)', values: [ada] },
    ]);
    await expect(failing).rejects.toMatchObject({ code: '23514' });
    expect(await pebblesOf(ada)).toEqual([1, 2]);
  });

  it('carry every kind of value there and back', async () => {
    const values = ['a "word"', 1.5, true, null, undefined, Buffer.from([0, 255]), ['a,b', 'c"d', String.raw`e\f`, '', 'null', '{}']];
    const text = `select $1::text as t, $2::float as f, $3::bool as b, $4::text as n, $5::int as u, $6::bytea as y, $7::text[] as a`;
    const { rows } = await queryAs(database, ada, { text, values });
    const [t, f, b, n, , y, a] = values;
    expect(rows).toEqual([{ t, f, b, n, u: null, y, a }]);
    const unknown = queryAs(database, ada, { text: 'select $1::text', values: [Symbol('s')] });
    await expect(unknown).rejects.toThrow('A symbol cannot be');
  });

  it('prepare a name again whose first trip failed, and one that names another text by now', async () => {
    const select = { name: 'half', text: 'select $1::int / $2::int as n' };
    const rounds = Array.from({ length: 20 }, (_, index) => queryAs(database, ada, { ...select, values: [4, index % 2] }));
    const settled = await Promise.allSettled(rounds);
    expect(settled.map(({ status }) => status)).toEqual(rounds.map((_, index) => (index % 2 === 0 ? 'rejected' : 'fulfilled')));
    const late = queryAs(database, ada, { name: 'half', text: 'select nonsense' });
    await expect(late).rejects.toMatchObject({ code: '42703' });
    const twice = { name: 'half', text: `select 'x' as word` };
    const [first, second] = await queryAllAs<[{ word: string }, { word: string }]>(database, ada, [twice, twice]);
    expect([first.rows, second.rows]).toEqual([[{ word: 'x' }], [{ word: 'x' }]]);
    expect((await queryAs(database, ada, { ...select, values: [4, 2] })).rows).toEqual([{ n: 2 }]);
  });

  it('reject when the commit is what fails', async () => {
    const orphan = queryAs(database, ada, { text: 'insert into pebbles values ($1, 3, 1, 99)', values: [ada] });
    await expect(orphan).rejects.toMatchObject({ code: '23503' });
    expect(await pebblesOf(ada)).toEqual([1, 2]);
  });

  it('reject when the connection dies under them, and the next ones get a new connection', async () => {
    const dying = queryAs(database, ada, { text: 'select pg_terminate_backend(pg_backend_pid())' });
    // Which is heard first, PostgreSQL's last words or the end of the connection, is chance.
    await expect(dying).rejects.toThrow(/terminat/i);
    expect(await pebblesOf(ada)).toEqual([1, 2]);
  });

  it('give the connection back after every kind of failure', async () => {
    const statements = ['select 1 / 0', 'nonsense', 'select pg_terminate_backend(pg_backend_pid())'];
    const failing = Array.from({ length: 40 }, (_, index) => queryAs(database, ada, { text: statements[index % 3]! }));
    const settled = await Promise.allSettled(failing);
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
    expect(database.pipe.waitingCount).toBe(0);
    expect(await pebblesOf(ada)).toEqual([1, 2]);
  });
});

describe('the pools', () => {
  it('work as a role that is neither superuser nor exempt from row-level security', async () => {
    const text = 'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user';
    const asked = await Promise.all([database.pipe.query(text), database.streams.query(text), database.knex.raw(text)]);
    const role = { rolname: 'jackdaw_app', rolsuper: false, rolbypassrls: false };
    expect(asked.map(({ rows }) => rows[0])).toEqual([role, role, role]);
  });

  it('take the role they are given, and return to it', async () => {
    const dropped = createDatabase({ url: test.ownerUrl, role: 'jackdaw_app' });
    const { rows } = await dropped.knex.raw('select current_user, session_user');
    const client = await dropped.pipe.connect();
    await client.query('reset role');
    const after = await client.query('select current_user');
    client.release();
    await dropped.close();
    expect(rows).toEqual([{ current_user: 'jackdaw_app', session_user: 'postgres' }]);
    expect(after.rows).toEqual([{ current_user: 'jackdaw_app' }]);
  });

  it('end a statement after 5 s and a forgotten transaction after 10 s, and leave streams their time', async () => {
    const text = `select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`;
    const asked = await Promise.all([database.pipe.query(text), database.knex.raw(text), database.streams.query(text)]);
    expect(asked.map(({ rows }) => rows[0])).toEqual([
      { statement: '5s', idle: '10s' },
      { statement: '5s', idle: '10s' },
      { statement: '30min', idle: '10s' },
    ]);
  });

  it('outlive the server ending all their connections, idle or not', async () => {
    const errors: Error[] = [];
    const pools = createDatabase({ url: test.appUrl, log: (error) => errors.push(error) });
    const held = await pools.pipe.connect();
    await Promise.all([pools.knex.raw('select 1'), pools.streams.query('select 1'), held.query('select 1')]);
    const owner = knexFactory({ client: 'pg', connection: { connectionString: test.ownerUrl } });
    await owner.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'jackdaw_app' and datname = current_database()`,
    );
    await owner.destroy();
    await expect(held.query('select 1')).rejects.toBeInstanceOf(Error);
    held.release(true);
    // An idle connection may learn of its end only when used: the first use may fail, never the process.
    await Promise.allSettled([pools.knex.raw('select 1'), pools.streams.query('select 1')]);
    const again = await Promise.all([
      pools.knex.raw('select 2 as n'),
      pools.streams.query('select 2 as n'),
      pools.pipe.query('select 2 as n'),
    ]);
    expect(again.map(({ rows }) => rows[0].n)).toEqual([2, 2, 2]);
    await pools.close();
    expect(errors.length).toBeGreaterThan(0);
  });

  it('answer with an error, and do not hang, when all connections are taken', async () => {
    const pools = createDatabase({ url: test.appUrl });
    const held = await Promise.all(Array.from({ length: 10 }, () => pools.pipe.connect()));
    await expect(queryAs(pools, ada, { text: 'select 1' })).rejects.toThrow(/timeout/);
    for (const client of held) client.release();
    await pools.close();
  });
});
