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
const whole = (row: string): string =>
  `folded(concat_ws(E'\\n', ${row}.title, ${row}.company, ${row}.location, joined(${row}.tags), ${row}.notes))`;

/**
 * SQL that selects the ids of what a search finds: rows that hold every word, anywhere. Where a user has none, rows that hold each word or
 * one a letter away. `scope` is SQL over a row, by its name, of what may be found at all: nothing but columns of the search's index, so
 * that no row is read to be passed over.
 */
export function searchSql({ q = '', in: within }: ListFilters, bind: Bind, scope: (row: string) => string): string {
  const words = wordsOf(q);
  const folded = (patterns: string[]): string => `array(select folded(p) from unnest(${bind(patterns)}::text[]) p)`;
  const ids = (where: string): string => `select s.id from applications s where ${scope('s')} and ${where}`;
  const all = folded(words.map((word) => pattern([word])));
  if (within === 'description') return ids(`${whole('s')} || E'\\n' || folded(coalesce(s.description, '')) like all (${all})`);

  const exact = `${ids(`s.search_text like all (${all})`)} union all ${ids(`s.search_text like '%…' and ${whole('s')} like all (${all})`)}`;
  const isTypo = (word: string): boolean => [...word].length >= MIN_TYPO && [...word].length <= MAX_TYPO;
  if (!words.some(isTypo)) return exact;
  const near = words.map((word) => {
    const same = `s.search_text like all (${folded([pattern([word])])})`;
    if (!isTypo(word)) return same;
    const typos = typosOf(word);
    return `(${same} or (s.search_text like any (${folded(typos.halves)}) and s.search_text like any (${folded(typos.near)})))`;
  });
  return `with exact as materialized (${exact})
    select id from exact union all select id from (${ids(near.join(' and '))}) near where not exists (select from exact)`;
}
