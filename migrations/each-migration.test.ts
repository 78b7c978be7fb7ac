import knexFactory, { type Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, rollback } from '../backend/postgres/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../backend/testing/test-database.ts';
import { refuseIncompatible } from './compatibility.ts';
import { migrations, type Migration } from './index.ts';

let database: TestDatabase;
let owner: Knex;

beforeAll(async () => {
  database = await createTestDatabase({ template: 'template1' });
  owner = knexFactory({ client: 'pg', connection: { connectionString: database.ownerUrl }, pool: { min: 0, max: 2 } });
  // Makes the application's role and its default privileges, which no single migration does.
  await migrate(database.ownerUrl);
  await rollback(database.ownerUrl);
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

/** Everything a migration can make, as text: tables and columns, keys and checks, indexes, policies, privileges, functions, triggers. */
async function describeSchema(): Promise<string[]> {
  const { rows } = await owner.raw<{ rows: { line: string }[] }>(`
    select line from (
      select format('column %s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
        pg_get_expr(d.adbin, d.adrelid)) as line
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where c.relkind in ('r', 'p', 'v') and c.relnamespace = 'public'::regnamespace
      union all select format('table %s %s %s %s %s', relname, relrowsecurity, relforcerowsecurity, reloptions,
        (select array_agg(acl::text order by acl::text) from unnest(relacl) acl))
        from pg_class where relkind in ('r', 'p', 'v', 'S') and relnamespace = 'public'::regnamespace
      union all select format('constraint %s %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
        from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
      union all select format('index %s', pg_get_indexdef(indexrelid)) from pg_index join pg_class on pg_class.oid = indexrelid
        where relnamespace = 'public'::regnamespace
      union all select format('policy %s %s %s %s %s', polrelid::regclass, polname, polcmd, pg_get_expr(polqual, polrelid),
        pg_get_expr(polwithcheck, polrelid)) from pg_policy
      union all select format('function %s', pg_get_functiondef(p.oid)) from pg_proc p
        where pronamespace = 'public'::regnamespace and prokind = 'f' and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
      union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    ) lines where line !~ 'knex_migrations' order by 1`);
  return rows.map(({ line }) => line);
}

async function run(step: (knex: Knex) => Promise<void>): Promise<void> {
  await owner.transaction((trx) => step(trx));
}

/** What a migration asks of the database going up. */
async function statementsOf({ up }: Migration): Promise<string[]> {
  const statements: string[] = [];
  const listen = ({ sql }: { sql: string }): void => void statements.push(sql);
  owner.on('query', listen);
  await run(up);
  owner.off('query', listen);
  return statements.filter((sql) => !/^(BEGIN|COMMIT)/.test(sql));
}

// One after the other, each on the schema that the ones before made.
describe.sequential.each(migrations)('$name', (migration) => {
  it('goes up, comes down to what was there before, goes up again to the same', async () => {
    const before = await describeSchema();
    await run(migration.up);
    const after = await describeSchema();
    expect(after).not.toEqual(before);
    await run(migration.down);
    expect(await describeSchema()).toEqual(before);
    await run(migration.up);
    expect(await describeSchema()).toEqual(after);
  });

  it('lets the version before it go on working beside it', async () => {
    await run(migration.down);
    const statements = await statementsOf(migration);
    expect(statements.length).toBeGreaterThan(0);
    expect(() => refuseIncompatible(statements, migration.removes)).not.toThrow();
  });
});

it('their names begin with the numbers of their order, each once', () => {
  const numbers = migrations.map(({ name }) => /^(\d{4})-[a-z-]+$/.exec(name)?.[1] ?? name);
  expect(numbers).toEqual([...new Set(numbers)].toSorted());
});
