import type { Client } from 'pg';
import { userIdSql } from './installation.ts';

/** About 3.5 kB that compress as prose does, the average of a posting's text. */
export const DESCRIPTION = Array.from({ length: 500 }, (_, index) => `w${(index * 7919) % 1000}`).join(' ');

/**
 * Gives the users `first`…`last` `rows` applications each, with the event that saved each. The text is compressed once and stored as it
 * is in every row; the commit is not waited for. Done by PostgreSQL alone: a million rows take minutes, not hours.
 */
export async function addRows(owner: Client, first: number, last: number, rows: number): Promise<void> {
  if (last < first || rows === 0) return;
  await owner.query('begin');
  await owner.query('set local synchronous_commit = off');
  await owner.query('create temporary table bench_text (description text) on commit drop');
  await owner.query('insert into bench_text values ($1)', [DESCRIPTION]);
  await owner.query(
    `
    with made as (
      insert into applications (user_id, id, change_number, created_at, updated_at, title, company, location, url, posting_key, stage, save_hash, notes, tags,
        description)
      select ${userIdSql('u')}, gen_random_uuid(), n, now() - n * interval '1 minute', now() - n * interval '30 seconds', 'Engineer ' || n,
        'Company ' || n % 997, 'Copenhagen', 'https://example.org/' || n, 'url:example.org/' || n,
        (array['saved', 'applied', 'screening', 'interviewing', 'offered', 'closed'])[1 + n % 6], sha256(n::text::bytea), 'Note ' || n % 101,
        array['tag' || n % 7], description
      from generate_series($1::int, $2::int) u, generate_series(1, $3::int) n, bench_text
      returning user_id, id, change_number, created_at, stage, title, company, url
    )
    insert into events (user_id, id, application_id, change_number, at, kind, by, after)
    select user_id, gen_random_uuid(), id, change_number, created_at, 'saved', 'Bench',
      jsonb_build_object('stage', stage, 'posting.title', title, 'posting.company', company, 'posting.url', url)
    from made`,
    [first, last, rows],
  );
  await owner.query(`update users set change_number = $3 where id between ${userIdSql('$1')} and ${userIdSql('$2')}`, [first, last, rows]);
  await owner.query('commit');
}
