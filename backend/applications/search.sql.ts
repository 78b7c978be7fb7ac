import type { ListFilters } from '../../contract/index.ts';
import type { Bind } from './filters.sql.ts';

/** Shorter words have too many neighbours a letter away; longer ones are no words. */
const [MIN_TYPO, MAX_TYPO] = [4, 24];
const MAX_WORDS = 12;

/** The words of a search as the database keeps texts; letter case is left to it, whose rules for that are its own. */
function wordsOf(search: string): string[] {
  return search
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
}

/** Anywhere in a text; a `%` is looked for and matches nothing else. */
const pattern = (parts: readonly string[]): string => `%${parts.map((part) => part.replaceAll(/[\\%_]/g, String.raw`\$&`)).join('_')}%`;

/**
 * What a word may have been meant as: a letter other than typed, one too few, one too many, or two the wrong way round; not the first one,
 * which people get right. `halves` are what either of is left in each of them: looking for those first spares the others most rows.
 */
function typosOf(word: string): { near: string[]; halves: string[] } {
  const letters = [...word];
  const middle = Math.ceil(letters.length / 2);
  const text = (from: number, to?: number): string => letters.slice(from, to).join('');
  const near = letters.slice(1).flatMap((letter, index) => {
    const at = index + 1;
    const swapped = at + 1 < letters.length ? [pattern([`${text(0, at)}${letters[at + 1]}${letter}${text(at + 2)}`])] : [];
    return [pattern([text(0, at), text(at + 1)]), pattern([text(0, at), text(at)]), pattern([`${text(0, at)}${text(at + 1)}`]), ...swapped];
  });
  // A swap over the middle touches both halves: without its two letters, what is left of either is still there.
  return { near, halves: [pattern([text(0, middle - 1)]), pattern([text(middle + 1)])] };
}

/** All of a row's texts, where the migration's `search_text` has the beginning. */
const WHOLE = `folded(concat_ws(E'\\n', a.title, a.company, a.location, joined(a.tags), a.notes))`;

/** Which of the rows that a search finds are wanted; SQL over `a`, of nothing but columns of the search's index: no other row is read. */
export interface Wanted {
  /** What may be found at all. */
  scope: string;
  /** Of what was found, the first that are `next` in an order; absent: all. */
  page?: { next: readonly string[]; key: string; direction: 'asc' | 'desc'; limit: string };
}

/**
 * SQL that selects the ids of what a search finds: rows that hold every word, anywhere. Where a user has none, rows that hold each word or
 * one a letter away. Of a page each part looks for its own first rows, and stops there where it reads them in their order.
 */
export function searchSql({ q = '', in: within }: ListFilters, bind: Bind, { scope, page }: Wanted): string {
  const words = wordsOf(q);
  const folded = (patterns: string[]): string => `array(select folded(p) from unnest(${bind(patterns)}::text[]) p)`;
  const isThere = (where: string): string => `exists (select from applications a where ${scope} and ${where})`;
  const inOrder = (key: string): string =>
    page === undefined ? '' : ` order by ${key} ${page.direction}, id ${page.direction} limit ${page.limit}`;
  const rows = (where: string): string => {
    const all = [scope, where, ...(page?.next ?? [])].join(' and ');
    return `(select a.id${page === undefined ? '' : `, ${page.key} as key`} from applications a where ${all}${inOrder(page?.key ?? '')})`;
  };
  const ids = (found: string): string => (page === undefined ? found : `select id from (${found}) found${inOrder('key')}`);

  const all = folded(words.map((word) => pattern([word])));
  if (within === 'description') return ids(rows(`${WHOLE} || E'\\n' || folded(coalesce(a.description, '')) like all (${all})`));

  const hasAll = `a.search_text like all (${all})`;
  const exact = [hasAll, `a.search_text like '%…' and not ${hasAll} and ${WHOLE} like all (${all})`];
  const isTypo = (word: string): boolean => [...word].length >= MIN_TYPO && [...word].length <= MAX_TYPO;
  if (!words.some(isTypo)) return ids(exact.map(rows).join(' union all '));
  const near = words.map((word) => {
    const same = `a.search_text like all (${folded([pattern([word])])})`;
    if (!isTypo(word)) return same;
    const typos = typosOf(word);
    return `(${same} or (a.search_text like any (${folded(typos.halves)}) and a.search_text like any (${folded(typos.near)})))`;
  });
  // On a later page what says what was asked may all stand on the ones before.
  const hasExact = (page?.next ?? []).length === 0 ? 'exists (select from exact)' : exact.map(isThere).join(' or ');
  return `with exact as materialized (${exact.map(rows).join(' union all ')})
    ${ids(`select * from exact union all select * from ${rows(near.join(' and '))} near where not (${hasExact})`)}`;
}
