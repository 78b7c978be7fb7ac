import { IMPORT_FIELDS, type DateOrder, type ImportAnswers, type ImportQuestion, type StageMeaning } from '../../contract/imports.ts';
import { unguardFormula } from '../../contract/csv.ts';
import { foldHeader, type Dialect, type Field } from './dialect.ts';
import { inferDateOrder } from './read-date.ts';
import { foldWord, stageWords } from './stage-words.ts';

export interface TableRow {
  row: number;
  cells: string[];
}

/** What every row of one table needs to be read: which column is which field, and what the file as a whole says about dates and status words. */
export interface Binding {
  dialect: Dialect;
  headers: readonly string[];
  columnOf: ReadonlyMap<Field, number>;
  extraColumns: readonly number[];
  /** By column; `'ambiguous'` where a question is open. */
  dateOrders: ReadonlyMap<number, DateOrder | 'ambiguous' | null>;
  stages: ReadonlyMap<string, StageMeaning>;
  questions: ImportQuestion[];
}

export const DATE_FIELDS = ['appliedOn', 'followUpOn', 'datePosted', 'validThrough', 'createdAt', 'updatedAt'] as const;

/** A status column's cells are words; more is a note that somebody put there. */
export const MAX_WORD_LENGTH = 80;
const MAX_WORDS = 100;
const MAX_EXAMPLES = 3;
const NOTHING = /^(?:|[-–—]|n\/a)$/i;

/** A cell's text, `''` where it says that there is nothing: empty, `-` or `N/A`. In our own export only an empty cell says so. */
export function textOf(cells: readonly string[], column: number | undefined, dialect: Dialect): string {
  const cell = column === undefined ? '' : (cells[column] ?? '');
  if (dialect.own) return unguardFormula(cell);
  return cell.length < 5 && NOTHING.test(cell.trim()) ? '' : cell;
}

function findColumns(dialect: Dialect, headers: readonly string[], chosen: ImportAnswers['columns']): Map<Field, number> {
  const folded = headers.map(foldHeader);
  const columnOf = new Map<Field, number>();
  const taken = new Set<number>();
  const bind = (field: Field, column: number): void => {
    if (column < 0 || taken.has(column)) return;
    columnOf.set(field, column);
    taken.add(column);
  };
  for (const field of IMPORT_FIELDS) {
    const header = chosen?.[field];
    if (header !== undefined) bind(field, headers.indexOf(header));
  }
  for (const [field, names] of Object.entries(dialect.columns) as [Field, readonly string[]][]) {
    if (columnOf.has(field)) continue;
    const candidates = names.map((name) => folded.findIndex((header, column) => header === foldHeader(name) && !taken.has(column)));
    bind(field, candidates.find((column) => column >= 0) ?? -1);
  }
  return columnOf;
}

function askForWords(
  rows: readonly TableRow[],
  column: number,
  binding: Pick<Binding, 'dialect' | 'headers' | 'stages'>,
): ImportQuestion | null {
  const unknown = new Map<string, { word: string; rows: number }>();
  for (const { cells } of rows) {
    const word = textOf(cells, column, binding.dialect).trim();
    if (word === '' || word.length > MAX_WORD_LENGTH || binding.stages.has(foldWord(word))) continue;
    const seen = unknown.get(foldWord(word));
    if (seen) seen.rows += 1;
    else unknown.set(foldWord(word), { word, rows: 1 });
  }
  if (unknown.size === 0) return null;
  const words = [...unknown.values()].toSorted((a, b) => b.rows - a.rows).slice(0, MAX_WORDS);
  return { kind: 'stageWords', column: binding.headers[column] ?? '', words };
}

/** Reads what the whole table says, and asks for what it does not say. */
export function bindColumns(dialect: Dialect, headers: readonly string[], rows: readonly TableRow[], answers: ImportAnswers): Binding {
  const columnOf = findColumns(dialect, headers, answers.columns);
  const bound = new Set(columnOf.values());
  const stages = stageWords(dialect, answers.stageWords ?? {});
  const questions: ImportQuestion[] = [];
  const dateOrders = new Map<number, DateOrder | 'ambiguous' | null>();
  if (!columnOf.has('title')) {
    const missing = IMPORT_FIELDS.filter((field) => !columnOf.has(field));
    questions.push({ kind: 'columns', missing, headers: headers.filter((_, column) => !bound.has(column)) });
  }
  for (const field of DATE_FIELDS) {
    const column = columnOf.get(field);
    if (column === undefined) continue;
    const header = headers[column] ?? '';
    const cells = rows.map((row) => textOf(row.cells, column, dialect));
    const inferred = inferDateOrder(cells);
    // What a product is known to write settles what fits both, not a column that contradicts itself.
    const found = inferred === 'either' ? (dialect.dateOrder ?? 'ambiguous') : inferred === 'both' ? 'ambiguous' : inferred;
    const order = answers.dateOrder?.[header] ?? found;
    dateOrders.set(column, order);
    if (order === 'ambiguous') {
      const examples = cells
        .filter((cell) => inferDateOrder([cell]) !== null)
        .slice(0, MAX_EXAMPLES)
        .map((cell) => cell.slice(0, 40));
      questions.push({ kind: 'dateOrder', column: header, choices: ['day first', 'month first'], examples });
    }
  }
  const stageColumn = columnOf.get('stage');
  const words = stageColumn === undefined ? null : askForWords(rows, stageColumn, { dialect, headers, stages });
  if (words) questions.push(words);
  return {
    dialect,
    headers,
    columnOf,
    extraColumns: headers.map((_, column) => column).filter((column) => !bound.has(column)),
    dateOrders,
    stages,
    questions,
  };
}
