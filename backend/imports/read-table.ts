import { setImmediate } from 'node:timers/promises';
import { CsvError, parse as createParser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { IMPORT_LIMITS, type ImportRefusal } from '../../contract/imports.ts';
import { foldHeader } from './dialect.ts';
import { ImportRefused } from './import-refused.ts';

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
    return parse(line, { delimiter, relax_quotes: true, relax_column_count: true })[0] ?? [];
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

/** Bytes given to the parser between two turns of the event loop. */
const CHUNK_BYTES = 32 * 1024;
const BLANK = new Set([...',;\t \r'].map((character) => character.charCodeAt(0)));

/** Rows with text in a text without quotation marks, where every line is a row: a million of them are refused before one is read. */
function countPlainRows(text: string, start: number): number {
  let rows = 0;
  let hasText = false;
  for (let at = start; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 10;
    if (code === 10) {
      if (hasText) rows += 1;
      hasText = false;
    } else if (!BLANK.has(code)) hasText = true;
  }
  return rows;
}

/**
 * Reads the rows below a header as cells, giving each with its row number to `onRow`; rows without any text are skipped, but counted. `own` is
 * strict about quotation marks and lets our longest texts in. Throws `ImportRefused`; reading stops at the first limit that is met.
 */
export async function readRows(
  text: string,
  header: TableHeader,
  own: boolean,
  onRow: (cells: string[], row: number) => void,
): Promise<void> {
  const cellLength = own ? IMPORT_LIMITS.ownCellLength : IMPORT_LIMITS.cellLength;
  const tooMany = (): ImportRefused => new ImportRefused('too_many_rows', { detail: `at most ${IMPORT_LIMITS.rows}` });
  if (!text.includes('"') && countPlainRows(text, header.bodyStart) > IMPORT_LIMITS.rows) throw tooMany();
  let row = header.row;
  let rows = 0;
  const failures: Error[] = [];
  const parser = createParser({
    delimiter: header.delimiter,
    // Only an old Mac's file ends its rows with a bare CR; elsewhere one is text.
    record_delimiter: text.includes('\n') ? ['\r\n', '\n'] : ['\r'],
    relax_quotes: !own,
    relax_column_count: true,
    // Bytes of the cell being read and characters of those before: a quotation mark that is never closed ends here, not at the end of memory.
    max_record_size: (own ? 8 : 16) * cellLength,
    cast: (cell, { index }) => {
      if (index >= 2 * IMPORT_LIMITS.columns) throw new ImportRefused('too_many_columns', { row: row + 1 });
      if (cell.length > cellLength) throw new ImportRefused('cell_too_large', { row: row + 1, detail: `at most ${cellLength / 1024} KB` });
      return cell;
    },
    on_record: (cells: string[]) => {
      row += 1;
      if (cells.every((cell) => cell.trim() === '')) return null;
      rows += 1;
      if (rows > IMPORT_LIMITS.rows) throw tooMany();
      onRow(cells, row);
      return null; // kept by `onRow`, not a second time by the parser
    },
  });
  parser.on('error', (error: Error) => failures.push(error));
  const ended = new Promise<void>((resolve) => parser.once('close', resolve));
  // Nothing is ever read from the parser, so nothing waits in it; reading from it is what lets it end.
  parser.resume();
  // Cut as bytes: cut as text, a chunk could end in the middle of an emoji.
  const bytes = Buffer.from(text.slice(header.bodyStart));
  for (let at = 0; at < bytes.length && failures.length === 0; at += CHUNK_BYTES) {
    parser.write(bytes.subarray(at, at + CHUNK_BYTES));
    await setImmediate();
  }
  if (failures.length === 0) parser.end();
  await ended;
  if (failures[0]) throw refusalOf(failures[0], row + 1);
}

const REFUSALS: Readonly<Record<string, ImportRefusal>> = {
  CSV_QUOTE_NOT_CLOSED: 'unclosed_quote',
  CSV_MAX_RECORD_SIZE: 'row_too_large',
  INVALID_OPENING_QUOTE: 'misplaced_quote',
  CSV_INVALID_CLOSING_QUOTE: 'misplaced_quote',
};

/** The parser's own messages quote the file. */
function refusalOf(error: Error, row: number): Error {
  const refusal = error instanceof CsvError ? REFUSALS[error.code] : undefined;
  return refusal === undefined ? error : new ImportRefused(refusal, { row });
}
