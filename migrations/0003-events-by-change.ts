import type { Knex } from 'knex';

/**
 * Events may tell that another one was undone, and are read in order of change number over all applications of a user. Every row there
 * is satisfies the wider check already: it is added without looking at them, and then believed after one look.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
alter table events drop constraint events_kind;
alter table events add constraint events_kind check (kind in
  ('saved', 'edited', 'stage_changed', 'noted', 'deleted', 'restored', 'imported', 'undone')) not valid;
alter table events validate constraint events_kind;
create index events_changes on events (user_id, change_number);
`);
}

/** An event that was undone becomes an edit: the kinds before had no word for it, its fields say what happened. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
drop index events_changes;
-- Forced, row-level security would hide every event from an owner who is no superuser.
alter table events no force row level security;
update events set kind = 'edited' where kind = 'undone';
alter table events force row level security;
alter table events drop constraint events_kind;
alter table events add constraint events_kind check (kind in
  ('saved', 'edited', 'stage_changed', 'noted', 'deleted', 'restored', 'imported'));
`);
}
