import type { Duplicates } from '../../contract/index.ts';
import { ProblemError } from '../errors.ts';
import type { Owner } from '../models/owned-model.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { createPace } from '../pace.ts';
import { createLikeness, likenessOfTitles } from './likeness.ts';

/** The newest of one employer: with more, a hint has become noise. */
const MAX_CANDIDATES = 200;
const MAX_DUPLICATES = 20;
/** Enough of a description to tell it from another, whatever its length. */
const COMPARED_CHARACTERS = 6000;
const SAME_TEXT = 0.8;
const SIMILAR_TITLE = 0.75;

/** A company's name without signs, case and legal form, in SQL: "Rook & Daw GmbH" is "rook daw". Empty where none is stated. */
const company = (row: string): string =>
  `trim(regexp_replace(regexp_replace(lower(${row}.company), '[^[:alnum:]]+', ' ', 'g'),
    '\\m(gmbh|mbh|ag|se|kg|ug|ohg|inc|llc|ltd|limited|plc|corp|corporation|co|sa|sas|sarl|srl|spa|bv|nv|ab|as|aps|oy|pty)\\M', '', 'g'))`;

const FIND = `
select c.id, c.title, c.company, c.stage, coalesce(c.posting_key = a.posting_key, false) or c.url = a.url as "isSamePosting",
  left(c.description, ${COMPARED_CHARACTERS}) as text, a.title as "ownTitle", left(a.description, ${COMPARED_CHARACTERS}) as "ownText"
from applications a cross join lateral (select ${company('a')} as company) own left join lateral (
  select * from applications c
  where c.user_id = $1 and c.id <> a.id and c.deleted_at is null
    and (c.posting_key = a.posting_key or c.url = a.url or (own.company <> '' and ${company('c')} = own.company))
  order by c.created_at desc, c.id desc limit ${MAX_CANDIDATES}
) c on true
where a.user_id = $1 and a.id = $2`;

interface Row extends Omit<Duplicates['items'][number], 'id' | 'reason'> {
  id: string | null;
  isSamePosting: boolean;
  text: string | null;
  ownTitle: string;
  ownText: string | null;
}

const REASONS = ['same_posting', 'same_text', 'similar_title'] as const;

function reasonOf(
  { isSamePosting, title, text, ownTitle }: Row,
  likeness: ((text: string) => number) | null,
): (typeof REASONS)[number] | undefined {
  if (isSamePosting) return 'same_posting';
  if (text !== null && likeness !== null && likeness(text) >= SAME_TEXT) return 'same_text';
  return likenessOfTitles(title, ownTitle) >= SIMILAR_TITLE ? 'similar_title' : undefined;
}

/**
 * Which of a user's other applications outside the trash may be the same as this one: of the same posting, or of the same company with
 * nearly the same text or title. The surest first, then the newest. Throws `not_found`.
 */
export async function findDuplicates(database: Database, user: Owner, id: string): Promise<Duplicates> {
  const { rows } = await queryAs<Row>(database, user.id, { name: 'find-duplicates', text: FIND, values: [user.id, id] });
  const [first] = rows;
  if (first === undefined) throw new ProblemError('not_found');
  const likeness = first.ownText === null ? null : createLikeness(first.ownText);
  const pace = createPace();
  const items: Duplicates['items'] = [];
  for (const row of rows) {
    // Two hundred texts take a tenth of a second: others get their turn in between.
    await pace();
    const reason = row.id === null ? undefined : reasonOf(row, likeness);
    if (reason === undefined || row.id === null) continue;
    items.push({ id: row.id, title: row.title, company: row.company, stage: row.stage, reason });
  }
  const sorted = items.toSorted((a, b) => REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason));
  return { items: sorted.slice(0, MAX_DUPLICATES) };
}
