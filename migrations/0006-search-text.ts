import type { Knex } from 'knex';

/*
 * What a search looks through: a row's texts without case, accents and compatibility forms, 600 characters of them, in an index that
 * holds nothing else of the row. A user's part of that index is a few hundred pages side by side: a search reads it from end to end, and
 * then only the rows it found. `…` ends a text that went on (a folded text never holds one); those few rows have an index of their own.
 *
 * Why no full-text or trigram index: under row-level security PostgreSQL looks things up in an index only by operators marked leakproof,
 * which `@@`, LIKE and `%` are not. The ways around (a search function of a role that bypasses row-level security, operators marked
 * leakproof, both a superuser's) would make one function the only fence between users, and would not exist on most managed servers.
 * A filter upon an index that is read for the user's id, which is leakproof, is no such thing.
 *
 * Only immutable functions may make a generated column: array_to_string is not, because of arrays that are none of text.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(String.raw`
create function folded(words text) returns text language sql immutable parallel safe
  return lower(regexp_replace(normalize(words, nfkd), U&'[\0300-\036F]', '', 'g'));
create function joined(words text[]) returns text language sql immutable parallel safe
  return array_to_string(words, U&'\000A');
create function search_head(words text) returns text language sql immutable parallel safe
  return case when char_length(words) > 600 or char_length(folded(words)) > 600
    then left(folded(left(words, 600)), 600) || U&'\2026' else folded(words) end;
alter table applications add column search_text text not null generated always as (search_head(
  title || U&'\000A' || company || U&'\000A' || coalesce(location, '') || U&'\000A' ||
  case when tags = '{}' then '' else joined(tags) || U&'\000A' end || notes)) stored;
-- An index's row may have 2,704 bytes: 601 characters of at most four, two ids and an instant do.
create index applications_search on applications (user_id, id) include (search_text, deleted_at);
create index applications_search_long on applications (user_id, id) where search_text like U&'%\2026';
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
alter table applications drop column search_text;
drop function search_head (text);
drop function joined (text[]);
drop function folded (text);
`);
}
