import { expect, it } from 'vitest';
import { refuseIncompatible } from './compatibility.ts';

it.each([
  'alter table applications rename column notes to remarks',
  'alter table applications rename to pursuits',
  'drop table events',
  'alter table applications drop column notes',
  'alter table applications drop notes',
  'alter table applications alter column priority type text',
  'alter table applications alter priority set data type text',
  'alter table applications alter column location set not null',
  'alter table applications add column mood text not null',
  'alter table applications add mood text not null',
  'alter table applications add column a text, add column mood text not null',
  'drop policy events_owner on events',
  'alter table events drop constraint events_kind',
])('%s breaks the version before, and the message says what to do', (sql) => {
  expect(() => refuseIncompatible([sql])).toThrow(/version before.*Rather /s);
});

it.each([
  ['alter table applications add column mood text'],
  [`alter table applications add column mood text not null default ''`],
  [`alter table applications add column mood text default '' not null`],
  ['alter table applications add column rank int not null generated always as (priority + 1) stored'],
  ['create table moods (user_id uuid not null, mood text not null); alter table moods alter mood set not null'],
  ['create index moods on applications (user_id, mood)'],
  ['alter table events drop constraint events_kind; alter table events add constraint events_kind check (true)'],
  ['alter table events drop constraint events_kind', 'alter table events add constraint events_kind check (true)'],
  ['alter table applications alter column notes drop not null'],
  [`update applications set notes = 'drop table events'`],
  ['-- drop table events\nselect 1'],
  ['drop index applications_trash'],
])('%s leaves it working', (...statements) => {
  expect(() => refuseIncompatible(statements)).not.toThrow();
});

it('lets go what is said to be unused, and nothing else', () => {
  const sql = 'alter table applications drop column mood; alter table applications drop column notes';
  expect(() => refuseIncompatible([sql], ['applications.mood'])).toThrow(/notes/);
  expect(() => refuseIncompatible([sql], ['applications.mood', 'applications.notes'])).not.toThrow();
});
