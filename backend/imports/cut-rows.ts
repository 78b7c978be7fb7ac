import { IMPORT_LIMITS } from '../../contract/imports.ts';
import { ImportRefused } from './import-refused.ts';

export interface TableShape {
  delimiter: string;
  /** Our own export: strict about quotation marks, and our longest texts are let in. Elsewhere a stray one is text. */
  own: boolean;
}

const QUOTE = '"';
const [LF, CR] = [10, 13];

/**
 * Cuts a table (RFC 4180) into rows of cells, one at a time from `start`, numbering them from `row` on. Rows end with LF or CRLF; only in a file
 * without any LF (an old Mac's) does a bare CR end one. Throws `ImportRefused` as soon as a limit is passed: no row is held that is over it.
 *
 * Our own, because a parser that is handed bytes and calls back for each cell takes five times as long, and cannot be left after any row.
 */
export function* cutRows(text: string, start: number, row: number, { delimiter, own }: TableShape): Generator<string[]> {
  const cellLength = own ? IMPORT_LIMITS.ownCellLength : IMPORT_LIMITS.cellLength;
  const rowLength = (own ? 8 : 16) * cellLength;
  const separator = delimiter.charCodeAt(0);
  const end = text.includes('\n') ? LF : CR;
  let at = start;
  let number = row - 1;
  let rowStart = start;

  const refuse = (code: 'row_too_large' | 'unclosed_quote' | 'misplaced_quote' | 'too_many_columns'): never => {
    throw new ImportRefused(code, { row: number });
  };
  /** To the delimiter or the row's end. */
  const bare = (): string => {
    const from = at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === separator || code === end) break;
    }
    if (at - rowStart > rowLength) refuse('row_too_large');
    const cell = text.slice(from, at);
    return end === LF && cell.endsWith('\r') && text.charCodeAt(at) === LF ? cell.slice(0, -1) : cell;
  };
  /** From behind the opening mark to behind the closing one. */
  const quoted = (): string => {
    let cell = '';
    for (let from = at; ; from = at) {
      const mark = text.indexOf(QUOTE, from);
      if ((mark < 0 ? text.length : mark) - rowStart > rowLength) refuse('row_too_large');
      if (mark < 0) refuse('unclosed_quote');
      cell += text.slice(from, mark);
      at = mark + 1;
      if (text[at] !== QUOTE) return cell;
      cell += QUOTE;
      at += 1;
    }
  };
  const endsCell = (): boolean => {
    if (at >= text.length) return true;
    const code = text.charCodeAt(at);
    return code === separator || code === end || (end === LF && code === CR && text.charCodeAt(at + 1) === LF);
  };
  const nextCell = (): string => {
    if (text[at] !== QUOTE) {
      const cell = bare();
      if (own && cell.includes(QUOTE)) refuse('misplaced_quote');
      return cell;
    }
    at += 1;
    const cell = quoted();
    if (!endsCell()) {
      if (own) refuse('misplaced_quote');
      return `${QUOTE}${cell}${QUOTE}${bare()}`;
    }
    bare(); // a CR before the row's LF
    return cell;
  };

  while (at < text.length) {
    number += 1;
    rowStart = at;
    const cells: string[] = [];
    for (;;) {
      const cell = nextCell();
      if (cells.length >= 2 * IMPORT_LIMITS.columns) refuse('too_many_columns');
      if (cell.length > cellLength) throw new ImportRefused('cell_too_large', { row: number, detail: `at most ${cellLength / 1024} KB` });
      cells.push(cell);
      if (text.charCodeAt(at) !== separator) break;
      at += 1;
    }
    at += 1;
    yield cells;
  }
}
