import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPLOYMENT_TYPES, EVENT_KINDS, OUTCOMES, ROLES, SALARY_PERIODS, STAGES, WORKPLACE_TYPES } from '../contract/index.ts';
import { createTestDatabase, type TestDatabase } from '../backend/testing/test-database.ts';

let database: TestDatabase;
let client: Client;
const USER = '018f0000-0000-7000-8000-000000000001';
const APPLICATION = '018f0000-0000-7000-8000-000000000002';

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`insert into users (id, email, password_hash) values ($1, 'ada@example.org', 'x')`, [USER]);
  await client.query(
    `insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash)
     values ($1, $2, 1, now(), now(), 'title', '', 'https://example.org', 'closed', sha256('x'))`,
    [USER, APPLICATION],
  );
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The words that a check constraint lists. */
async function listed(constraint: string): Promise<string[]> {
  const { rows } = await client.query<{ sql: string }>(`select pg_get_constraintdef(oid) as sql from pg_constraint where conname = $1`, [
    constraint,
  ]);
  return [...(rows[0]?.sql ?? '').matchAll(/'([^']+)'::text/g)].map(([, word]) => word!);
}

describe('the checks in the database', () => {
  it.each([
    ['applications_stage', STAGES],
    ['applications_outcome', OUTCOMES],
    ['applications_workplace_type', WORKPLACE_TYPES],
    ['applications_employment_type', EMPLOYMENT_TYPES],
    ['applications_salary_period', SALARY_PERIODS],
    ['events_kind', EVENT_KINDS],
    ['users_role', ROLES],
  ] as const)('%s lists what the contract lists', async (constraint, words) => {
    expect((await listed(constraint)).toSorted()).toEqual([...words].toSorted());
  });

  it.each([
    [`stage = 'saved', outcome = 'rejected'`, 'applications_outcome_when_closed'],
    [`stage = 'dreaming'`, 'applications_stage'],
    [`salary_min = 2, salary_max = 1`, 'applications_salary_range'],
    [`salary_min = -1`, 'applications_salary_min'],
    [`salary_currency = 'EUR'`, 'applications_salary_stated'],
    [`salary_min = 1, salary_currency = 'euro'`, 'applications_salary_currency'],
    [`priority = 4`, 'applications_priority'],
    [`title = ''`, 'applications_title'],
    [`url = 'javascript:alert(1)'`, 'applications_url'],
    [`tags = array_fill('t'::text, array[51])`, 'applications_tags'],
  ])('refuse %s', async (change, constraint) => {
    await expect(client.query(`update applications set ${change}`)).rejects.toMatchObject({ code: '23514', constraint });
  });

  it('rank the stages in the contract’s order', async () => {
    for (const [rank, stage] of STAGES.entries()) {
      const { rows } = await client.query('update applications set stage = $1 returning stage_rank as rank', [stage]);
      expect(rows).toEqual([{ rank }]);
    }
  });

  it('give a change number to one application of a user only', async () => {
    const second = client.query(
      `insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash)
       select user_id, gen_random_uuid(), change_number, created_at, updated_at, title, company, url, stage, save_hash from applications`,
    );
    await expect(second).rejects.toMatchObject({ constraint: 'applications_change_number' });
  });
});

it('every tenant table begins its keys with the user, and goes with the account', async () => {
  const { rows } = await client.query<{ table: string; first: string }>(`
    select c.conrelid::regclass::text as table, a.attname as first
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype in ('p', 'u', 'f') and c.conrelid::regclass::text in ('sessions', 'applications', 'snapshots', 'events', 'imports', 'import_rows')`);
  expect(rows.length).toBeGreaterThanOrEqual(9);
  expect(rows.every(({ first }) => first === 'user_id')).toBe(true);
  const indexes = await client.query<{ first: string }>(`
    select a.attname as first from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid::regclass::text in ('sessions', 'applications', 'snapshots', 'events', 'imports', 'import_rows')`);
  expect(indexes.rows.every(({ first }) => first === 'user_id')).toBe(true);
  await client.query('begin');
  await client.query('delete from users');
  expect((await client.query('select from applications')).rowCount).toBe(0);
  await client.query('rollback');
});

it('an id of another user’s application is no parent: the owner is part of the foreign key', async () => {
  const stranger = '018f0000-0000-7000-8000-000000000003';
  await client.query(`insert into users (id, email, password_hash) values ($1, 'eve@example.org', 'x')`, [stranger]);
  const event = client.query(
    `insert into events (user_id, id, application_id, change_number, at, kind, by) values ($1, gen_random_uuid(), $2, 1, now(), 'saved', '')`,
    [stranger, APPLICATION],
  );
  await expect(event).rejects.toMatchObject({ code: '23503' });
});
