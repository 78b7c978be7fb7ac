import type { Application } from '../../contract/application.ts';
import { type Posting, POSTING_FIELDS, type PostingField, type Salary } from '../../contract/posting.ts';

/** One field of a posting that reads otherwise than when it was saved. */
export interface PostingChange {
  field: PostingField;
  before: unknown;
  after: unknown;
  /** Of pay that can be compared. */
  direction: 'raised' | 'lowered' | null;
}

/** "Posted 3 days ago" moves by a day between two readings; a posting put up again moves by more. */
const SAME_DAY_MS = 3 * 86_400_000;

/** Words alone, since a page lays the same text out anew. */
const plain = (text: string) => text.replace(/[\s*_#>|-]+/g, ' ').trim();

function isSame(field: PostingField, before: unknown, after: unknown): boolean {
  if (before === null || after === null) return before === after;
  if (field === 'datePosted') return Math.abs(Date.parse(String(before)) - Date.parse(String(after))) <= SAME_DAY_MS;
  if (typeof before === 'string' && typeof after === 'string') return plain(before) === plain(after);
  const { min, max, currency, period } = before as Salary;
  const now = after as Salary;
  return min === now.min && max === now.max && currency === now.currency && period === now.period;
}

function directionOf(field: PostingField, before: unknown, after: unknown): PostingChange['direction'] {
  if (field !== 'salary' || before === null || after === null) return null;
  const [was, is] = [before as Salary, after as Salary];
  if (was.currency !== is.currency || was.period !== is.period) return null;
  const moves = [(is.min ?? 0) - (was.min ?? 0), (is.max ?? 0) - (was.max ?? 0)];
  if (moves.every((move) => move >= 0)) return 'raised';
  return moves.every((move) => move <= 0) ? 'lowered' : null;
}

/**
 * What a posting says now and did not say when it was saved. A value that the person had typed then is theirs and no news, unless they
 * typed another one now (`typed`).
 */
export function whatChanged(
  saved: Pick<Application, 'posting' | 'origins'>,
  now: Omit<Posting, 'url'>,
  typed: (field: PostingField) => boolean,
): PostingChange[] {
  return POSTING_FIELDS.flatMap((field) => {
    const before = saved.posting[field] ?? null;
    const after = now[field] ?? null;
    const theirs = saved.origins[field]?.reader === 'you' && !typed(field);
    if (theirs || isSame(field, before, after)) return [];
    return [{ field, before, after, direction: directionOf(field, before, after) }];
  });
}
