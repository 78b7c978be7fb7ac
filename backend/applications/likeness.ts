/** A single letter may be eighteen when it is taken apart (U+FDFA): what is compared stays as short as it was meant to be. */
const MAX_LETTERS = 10_000;

/** Words in lower case, without signs and accents: what two writers of one thing have in common. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .slice(0, MAX_LETTERS)
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}+#]+/gu) ?? []
  );
}

/** What both have, counted twice, in all that they have: 0 nothing, 1 everything (Dice's coefficient). */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let both = 0;
  for (const item of a) if (b.has(item)) both += 1;
  return (2 * both) / (a.size + b.size);
}

/** Words that tell no two jobs apart: the sex that German advertisements name, and little words. */
const SAID_OF_ALL = new Set([
  'm',
  'w',
  'f',
  'd',
  'x',
  'h',
  'all',
  'genders',
  'the',
  'a',
  'an',
  'of',
  'for',
  'and',
  'in',
  'at',
  'und',
  'der',
  'die',
  'das',
]);

/** How alike two titles are by their words, from 0 to 1; `(m/w/d)` and the like count for nothing, the order neither. */
export function likenessOfTitles(a: string, b: string): number {
  const [first, second] = [a, b].map((title) => new Set(wordsOf(title).filter((word) => !SAID_OF_ALL.has(word))));
  return dice(first ?? new Set(), second ?? new Set());
}

const SHINGLE = 4;

function shinglesOf(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(0, 1 - SHINGLE).map((_, at) => words.slice(at, at + SHINGLE).join(' ')));
}

/**
 * How alike texts are to this one by their runs of four words, from 0 to 1. A text too short to have any is like no other. It is taken apart
 * once, with however many it is compared.
 */
export function createLikeness(text: string): (other: string) => number {
  const own = shinglesOf(text);
  return (other) => dice(own, shinglesOf(other));
}
