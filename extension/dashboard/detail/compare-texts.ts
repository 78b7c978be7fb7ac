import { diffLines, diffWordsWithSpace } from 'diff';

export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many characters a comparison by words takes seconds; by lines it does not. */
const WORDS_UP_TO = 40_000;
/** How much of an unchanged stretch stands around a change, in characters. */
const AROUND = 240;
/** A comparison that takes longer is given up, and the whole counts as changed. */
const LONGEST_MS = 1_500;

/** What became of one text in another, in order: joined, the pieces that are not `added` are the first text, those that are not `removed` the second. */
export function compareTexts(before: string, after: string): Piece[] {
  const options = { timeout: LONGEST_MS };
  const short = before.length + after.length <= WORDS_UP_TO;
  const changes = short ? diffWordsWithSpace(before, after, options) : diffLines(before, after, options);
  if (changes === undefined)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  return changes.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}

/** The same without what lies far from any change, for reading; a gap is a piece of `…`. */
export function aroundChanges(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'same') return piece;
    const head = index === 0 ? 0 : AROUND;
    const tail = index === pieces.length - 1 ? 0 : AROUND;
    if (piece.text.length <= head + tail + 20) return piece;
    // No word is cut in two, where there are words.
    const before = piece.text.slice(0, head).replace(/\s\S{0,40}$/, '');
    const after = tail === 0 ? '' : piece.text.slice(-tail).replace(/^\S{0,40}\s/, '');
    return { kind: 'same', text: `${before}\n…\n${after}` };
  });
}
