import { expect, it } from 'vitest';
import { refuseUnscoped, unscopedTables } from './unscoped-statements.ts';

const TABLES = ['users', 'applications', 'events'];

it.each([
  ['select * from applications where id = $1', ['applications']],
  ['update "applications" set stage = $1', ['applications']],
  [`delete from events where kind = 'user_id'`, ['events']],
  ['select * from applications -- where user_id = $1', ['applications']],
  ['insert into events (id) values ($1)', ['events']],
  ['select count(*) from users', ['users']],
  ['select 1 from users u join events e on true', ['users', 'events']],
])('%s does not say whose', (sql, tables) => {
  expect(unscopedTables(sql, TABLES)).toEqual(tables);
  expect(() => refuseUnscoped([sql], TABLES)).toThrow(/does not say whose/);
});

it.each([
  'select * from applications a where a.user_id = $1',
  'select "events".* from "events" where "events"."user_id" = $1',
  'update users set change_number = change_number + 1 where id = $1',
  'insert into users (id, email) values ($1, $2)',
  'select from applications_archive',
  'select id from users where lower(email) = lower($1)',
  `select set_config('app.user_id', $1, true)`,
])('%s is fine', (sql) => {
  expect(unscopedTables(sql, TABLES)).toEqual([]);
});
