import type { Knex } from 'knex';

/*
 * How often which stranger or account did what, for a minute or an hour (backend/accounts/rate-limits.ts; the columns are those of
 * rate-limiter-flexible). A key is a keyed hash: no address and no e-mail is in here. Unlogged: a row costs no write-ahead log, and after
 * a crash of PostgreSQL everybody begins anew.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`create unlogged table rate_limits (key text primary key, points integer not null, expire bigint)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table rate_limits');
}
