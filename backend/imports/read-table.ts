import { IMPORT_LIMITS } from '../../contract/imports.ts';
import { cutRows } from './cut-rows.ts';
import { foldHeader } from './dialect.ts';
import { ImportRefused } from './import-refused.ts';
import { createPace } from '../pace.ts';

export interface TableHeader {
  /** As written, trimmed; a nameless column is called by its number, a repeated name gets one. */
  headers: string[];
  delimiter: ',' | ';' | '\t';
  /** Where the first row after the header starts in the text. */
  bodyStart: number;
  /** As a spreadsheet numbers rows. */
  row: number;
}

const DELIMITERS = [',', ';', '\t'] as const;
/** LinkedIn writes a few lines of notes first. */
const MAX_PREAMBLE_LINES = 50;
/** The longest line that can be a header: 500 columns of 40 characters. */
const MAX_HEADER_LENGTH = 20_000;
const MAX_NAME_LENGTH = 200;
const UNSAFE = new Set(['__proto__', 'prototype']);

function cellsOf(line: string, delimiter: string): string[] {
  try {
    return cutRows(line, 0, 1, { delimiter, own: false }).next().value ?? [];
  } catch {
    return []; // an open quotation mark: the line belongs to a text of several lines, and is no header
  }
}

function named(cells: readonly string[]): string[] {
  if (cells.length > IMPORT_LIMITS.columns) throw new ImportRefused('too_many_columns', { detail: `at most ${IMPORT_LIMITS.columns}` });
  const used = new Set<string>();
  return cells.map((cell, index) => {
    const name = cell.trim().slice(0, MAX_NAME_LENGTH) || `column ${index + 1}`;
    if (UNSAFE.has(name)) throw new ImportRefused('unsafe_header');
    let unique = name;
    for (let copy = 2; used.has(unique); copy += 1) unique = `${name} (${copy})`;
    used.add(unique);
    return unique;
  });
}

/**
 * Finds the header: the first of 50 lines with at least three names out of `known` (folded), under the delimiter that shows most of them; failing
 * that, the first line that has text. Throws `ImportRefused` where there is no table.
 */
export function findHeader(text: string, known: ReadonlySet<string>): TableHeader {
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) throw new ImportRefused('not_a_table');
  let first: TableHeader | null = null;
  const nextLine = /([^\r\n]*)(\r\n|\n|\r|$)/y;
  for (let row = 1; row <= MAX_PREAMBLE_LINES && nextLine.lastIndex < text.length; row += 1) {
    const [, line = ''] = nextLine.exec(text) ?? [];
    if (line.trim() === '') continue;
    if (line.length > MAX_HEADER_LENGTH) {
      if (first === null)
        throw new ImportRefused(
          line.split(/[,;\t]/, IMPORT_LIMITS.columns + 1).length > IMPORT_LIMITS.columns ? 'too_many_columns' : 'not_a_table',
        );
      continue;
    }
    const readings = DELIMITERS.map((delimiter) => {
      const cells = cellsOf(line, delimiter);
      return { delimiter, cells, knownCount: new Set(cells.map(foldHeader).filter((cell) => known.has(cell))).size };
    });
    const best = readings.toSorted((a, b) => b.knownCount - a.knownCount || b.cells.length - a.cells.length)[0];
    if (!best) continue;
    const header = (): TableHeader => ({ headers: named(best.cells), delimiter: best.delimiter, bodyStart: nextLine.lastIndex, row });
    if (best.knownCount >= 3) return header();
    first ??= best.cells.length >= 2 ? header() : null;
  }
  if (first === null) throw new ImportRefused('not_a_table');
  return first;
}

/**
 * Reads the rows below a header as cells, giving each with its row number to `onRow`; rows without any text are skipped, but counted. Lets
 * others in meanwhile. Throws `ImportRefused`; reading stops at the first limit that is met.
 */
export async function readRows(
  text: string,
  header: TableHeader,
  own: boolean,
  onRow: (cells: string[], row: number) => void,
): Promise<void> {
  const pace = createPace();
  let row = header.row;
  let rows = 0;
  for (const cells of cutRows(text, header.bodyStart, header.row + 1, { delimiter: header.delimiter, own })) {
    await pace();
    row += 1;
    if (cells.every((cell) => cell.trim() === '')) continue;
    rows += 1;
    if (rows > IMPORT_LIMITS.rows) throw new ImportRefused('too_many_rows', { detail: `at most ${IMPORT_LIMITS.rows}` });
    onRow(cells, row);
  }
}
