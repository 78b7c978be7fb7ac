import type { Knex } from 'knex';

/**
 * The index that a search reads has the order of the usual list: a page of a word that is everywhere is read off its beginning, and no
 * more. What the other sorts of an index compare stands beside the text, so that what was found is put in order without another look.
 * It does all that the index of that order alone did, whose place it takes: a save writes one index less.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create index applications_search_created on applications (user_id, created_at, id) include (updated_at, deleted_at, stage_rank, search_text);
drop index applications_search;
drop index applications_created;
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
create index applications_created on applications (user_id, created_at, id);
create index applications_search on applications (user_id, id) include (search_text, deleted_at);
drop index applications_search_created;
`);
}
