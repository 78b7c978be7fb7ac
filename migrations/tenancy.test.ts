import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../backend/testing/test-database.ts';

/** Tables of the installation, not of one user: small, the same on every node (`create_reference_table`), and each a decision. */
const REFERENCE_TABLES: Record<string, string> = {
  knex_migrations: 'which migrations ran',
  knex_migrations_lock: 'the same',
  instance: 'who the administrator is',
  invites: 'there is no user yet who could own one',
  rate_limits: 'keys are addresses as well as accounts, and rows live for minutes',
};
const WHAT_TO_DO =
  'Put user_id first in its primary key, and in every unique key, foreign key and index; or, if its rows are nobody’s, name it in REFERENCE_TABLES with the reason.';

interface Key {
  table: string;
  name: string;
  columns: string[];
  target: string | null;
  targetColumns: string[] | null;
}

let database: TestDatabase;
let client: Client;
let tables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1`,
  );
  tables = rows.map(({ name }) => name);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const tenantTables = (): string[] => tables.filter((table) => !(table in REFERENCE_TABLES));
/** The column that says whose a row is, and that the tables would be distributed by. */
const ownerOf = (table: string): string => (table === 'users' ? 'id' : 'user_id');

const names = (keys: string, relation: string): string =>
  `(select array_agg(a.attname::text order by k.n) from unnest(${keys}) with ordinality k (number, n) join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number)`;

async function keysOf(types: string[]): Promise<Key[]> {
  const { rows } = await client.query<Key>(
    `select c.conrelid::regclass::text as table, c.conname as name, ${names('c.conkey', 'c.conrelid')} as columns,
       nullif(c.confrelid, 0)::regclass::text as target, ${names('c.confkey', 'c.confrelid')} as "targetColumns"
     from pg_constraint c where c.contype = any ($1) and c.connamespace = 'public'::regnamespace`,
    [types],
  );
  return rows.filter(({ table }) => tenantTables().includes(table));
}

it('every table is some user’s, or known to be nobody’s', () => {
  const strangers = inject('tenantTables').filter((table) => !tables.includes(table));
  const unowned = tables.filter((table) => !(table in REFERENCE_TABLES) && !inject('tenantTables').includes(table));
  expect(strangers).toEqual([]);
  expect(unowned, WHAT_TO_DO).toEqual([]);
});

describe('a table of users’ rows', () => {
  it('has its owner first in the primary key, and in every unique key', async () => {
    const keys = await keysOf(['p', 'u']);
    expect(new Set(keys.map(({ table }) => table))).toEqual(new Set(tenantTables()));
    expect(
      keys.filter(({ table, columns }) => columns[0] !== ownerOf(table)),
      WHAT_TO_DO,
    ).toEqual([]);
  });

  it('has it first in every index, but for the address people sign in with', async () => {
    const { rows } = await client.query<{ table: string; name: string; first: string | null }>(
      `select i.indrelid::regclass::text as table, i.indexrelid::regclass::text as name, a.attname as first
       from pg_index i join pg_class c on c.oid = i.indrelid left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace`,
    );
    const others = rows.filter(({ table, first }) => tenantTables().includes(table) && first !== ownerOf(table));
    // Distributed, the addresses move to a reference table of their own: uniqueness over all users is nobody's row.
    expect(
      others.map(({ name }) => name),
      WHAT_TO_DO,
    ).toEqual(['users_email']);
  });

  it('points only to rows of the same owner, by the owner first', async () => {
    for (const { table, name, columns, target, targetColumns } of await keysOf(['f'])) {
      expect({ name, first: columns[0], target: targetColumns?.[0] }, WHAT_TO_DO).toEqual({
        name,
        first: ownerOf(table),
        target: ownerOf(target ?? ''),
      });
      expect(tenantTables()).toContain(target);
    }
  });

  it('never lets the owner be empty, and is guarded by forced row-level security with a check on writes', async () => {
    const { rows } = await client.query<{ name: string; filled: boolean; forced: boolean; guarded: boolean }>(
      `select c.relname as name, a.attnotnull as filled, c.relrowsecurity and c.relforcerowsecurity as forced,
         exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polwithcheck is not null) as guarded
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relname = any ($1) and a.attname = case c.relname when 'users' then 'id' else 'user_id' end`,
      [tenantTables()],
    );
    expect(rows).toEqual(expect.arrayContaining(tenantTables().map((name) => ({ name, filled: true, forced: true, guarded: true }))));
  });

  it('takes no number from a sequence, and runs no trigger: neither knows of other nodes', async () => {
    const { rows } = await client.query(
      `select tgrelid::regclass::text as found from pg_trigger where not tgisinternal and tgrelid::regclass::text = any ($1)
       union all select attrelid::regclass::text from pg_attribute where attidentity <> '' and attrelid::regclass::text = any ($1)
       union all select adrelid::regclass::text from pg_attrdef where pg_get_expr(adbin, adrelid) like 'nextval(%' and adrelid::regclass::text = any ($1)`,
      [tenantTables()],
    );
    expect(rows).toEqual([]);
  });
});
