import { afterEach, describe, expect, it } from 'vitest';
import { readImport } from '../../../backend/imports/read-import.ts';
import german from '../../_locales/de/messages.json' with { type: 'json' };
import { speak } from '../../texts/text.ts';
import { rowWord } from './row-words.ts';

afterEach(() => speak({}));

/** Everything that the server says of the rows of this file, and of the file. */
async function toldOf(file: string | Buffer): Promise<string[]> {
  const { rows, notes } = await readImport(typeof file === 'string' ? Buffer.from(file) : file);
  return [...notes, ...rows.flatMap(({ problems }) => problems.map(({ message }) => message))];
}

const HEAD = 'Title,Company,URL,Status,Date applied,Salary';
const FILES: [what: string, file: string | Buffer][] = [
  ['a row without a title', `${HEAD}\n,Vestas,https://example.org/y,,,\n`],
  ['a row twice', `${HEAD}\nA,B,https://example.org/y,,,\nA,B,https://example.org/y,,,\n`],
  ['an address that is none', `${HEAD}\nA,B,none,,,\n`],
  ['an empty address', `${HEAD}\nA,B,,,,\n`],
  ['a day that does not exist', `${HEAD}\nA,B,https://example.org/y,,2026-02-31,\n`],
  ['pay that is no amount', `${HEAD}\nA,B,https://example.org/y,,,by agreement\n`],
  ['a status that is a text', `${HEAD}\nA,B,https://example.org/y,${'word '.repeat(60)},,\n`],
  ['too few cells', `${HEAD}\nA,B\n`],
  ['no column of addresses', 'Title,Company\nA,B\n'],
  [
    'another encoding',
    Buffer.concat([Buffer.from('Title,Company,URL\nCaf'), Buffer.from([0xe9]), Buffer.from(',B,https://example.org/y\n')]),
  ],
  ['a title that is too long', `${HEAD}\n${'x'.repeat(501)},B,https://example.org/y,,,\n`],
];

describe('what the server tells of a row', () => {
  it.each(FILES)('of %s, has words in the reader’s language', async (_what, file) => {
    const told = await toldOf(file);
    expect(told).not.toEqual([]);
    speak(german);
    for (const message of told) expect(rowWord(message)).not.toBe(message);
  });

  it('names the row that it is the same as', () => {
    expect(rowWord('Is the same as row 12')).toBe('The same as row 12');
    expect(rowWord('Is the same application as row 12 with other values: only row 12 is taken')).toMatch(/row 12 is taken$/);
  });
});
