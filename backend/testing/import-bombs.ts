import { IMPORT_LIMITS, type ImportRefusal } from '../../contract/imports.ts';

const MB = 1024 * 1024;
const OWN = 'id,title,company,stage,url,saved_at,valid_through';
const envelope = (inner: string): string =>
  `{"format":"jackdaw-backup","version":1,"exportedAt":"2026-11-22T20:15:00Z","applications":[${inner}],"trash":[],"snapshots":[],"events":[]}`;
const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(9 * MB)]);

/** Files that would cost a server more than they are worth, with the refusal of each: as large as the door lets in, made when their turn comes. */
export const BOMBS: readonly (readonly [string, ImportRefusal, () => string | Buffer])[] = [
  ['more bytes than the limit', 'too_large', () => Buffer.alloc(IMPORT_LIMITS.bytes + 1, 'a,')],
  ['a zip', 'archive', () => zip],
  ['NULs', 'not_text', () => Buffer.concat([Buffer.from('Title,Company,Status\nA,B,saved\n'), Buffer.alloc(9 * MB)])],
  ['one huge cell', 'row_too_large', () => `Title,Company,Status\n${'a'.repeat(9 * MB)},B,saved\n`],
  [
    'a cell just above the limit',
    'cell_too_large',
    () => `Title,Company,Status\nA,B,saved\n${'a'.repeat(IMPORT_LIMITS.cellLength + 1)},B,saved\n`,
  ],
  ['a huge cell in our own export', 'cell_too_large', () => `${OWN}\n,A,"${'a'.repeat(IMPORT_LIMITS.ownCellLength + 1)}",saved,,,\n`],
  ['nothing but quotation marks', 'row_too_large', () => `Title,Company,Status\n"${'""'.repeat(4 * MB)}`],
  [
    'a quotation mark that is never closed',
    'unclosed_quote',
    () => `Title,Company,Status\nA,B,saved\n"C,D,saved\n${'E,F,saved\n'.repeat(1000)}`,
  ],
  ['a never closed quotation mark before 9 MB', 'row_too_large', () => `${OWN}\n"${'E,F,saved,,,,\n'.repeat(600_000)}`],
  ['a million columns in the header', 'too_many_columns', () => `${'Title,'.repeat(1_000_000)}Company\nA,B\n`],
  ['nine million columns in a row', 'too_many_columns', () => `Title,Company,Status\n${','.repeat(9 * MB)}\n`],
  ['a million rows', 'too_many_rows', () => `Title,Company,Status\n${'A,B,saved\n'.repeat(1_000_000 - 50_000)}`],
  ['a row too many, with quotation marks', 'too_many_rows', () => `Title,Company,Status\n${'"A",,\n'.repeat(IMPORT_LIMITS.rows + 1)}`],
  ['a header that reaches behind objects', 'unsafe_header', () => 'Title,Company,__proto__\nA,B,C\n'],
  ['a page in place of a table', 'not_a_table', () => `<!doctype html>${'<p>'.repeat(3 * MB)}`],
  ['text without any table', 'not_a_table', () => 'a'.repeat(9 * MB)],
  ['deep JSON', 'too_deep', () => '['.repeat(9 * MB)],
  ['deep JSON inside a backup', 'too_deep', () => envelope('{"a":'.repeat(1_500_000))],
  ['JSON of nothing but objects', 'too_many_values', () => `[${'{},'.repeat(3 * MB)}{}]`],
  [
    'JSON of nothing but keys',
    'too_many_values',
    () => `{${Array.from({ length: 600_000 }, (_, at) => `"${at}":[]`).join(',')},"z":[${'0,'.repeat(500_000)}0]}`,
  ],
  ['a number without end', 'number_too_large', () => envelope('9'.repeat(9 * MB))],
  ['a number beyond numbers', 'number_too_large', () => envelope('1e999')],
  ['a string without end', 'invalid_json', () => `["${'a\\"'.repeat(3 * MB)}`],
  ['a backup from the future', 'newer_version', () => envelope('').replace('"version":1', '"version":9007199254740991')],
  ['somebody else’s JSON', 'unknown_format', () => '{"applications":[],"__proto__":{"admin":true}}'],
  ['an empty file', 'empty', () => ''],
  ['a file of spaces', 'empty', () => ' '.repeat(9 * MB)],
];
