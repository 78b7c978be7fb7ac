import { invalidWord } from '../../texts/invalid-word.ts';
import { text } from '../../texts/text.ts';

/** What the server tells of rows is in English: how its sentences begin or end, and the ones for people. */
const WORDS: readonly [pattern: RegExp, word: (row: string) => string][] = [
  [/^Has no title$/, () => text('rowNoTitle')],
  [/^Is the same as row (\d+)$/, (row) => text('rowSame', { row })],
  [/^Is the same application as row (\d+)/, (row) => text('rowSameOther', { row })],
  [/row gets a placeholder$/, () => text('rowNoAddress')],
  [/^Is not a date/, () => text('rowNoDate')],
  [/^Is not an? (?:id|status)|^Is HTML/, () => text('rowKept')],
  [/^Is not (?:an?|one) /, () => text('rowNotUnderstood')],
  [/^Has \d+ cells/, () => text('rowCells')],
  [/^The file has no addresses/, () => text('importNoAddresses')],
  [/^The file is not in UTF-8/, () => text('importEncoding')],
];

/** What is with a row, or with the whole file, in the reader's language; in the server's words where it is a case for whoever knows its format. */
export function rowWord(message: string): string {
  for (const [pattern, word] of WORDS) {
    const found = pattern.exec(message);
    if (found) return word(found[1] ?? '');
  }
  return invalidWord(message);
}
