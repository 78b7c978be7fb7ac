import type { DialectName, ImportAnswers, ImportQuestion } from '../../contract/imports.ts';
import { bindColumns, type TableRow } from './bind-columns.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportedRow } from './imported-row.ts';
import { createPace } from '../pace.ts';
import { readBackup } from './read-backup.ts';
import { readRow } from './read-row.ts';
import { findHeader, readRows } from './read-table.ts';
import { KNOWN_HEADERS, looksLikeJson, recogniseTable, tableDialect } from './recognise.ts';

/** What a file holds, row by row, and what the person has to say before the rest can be read. */
export interface ImportReading {
  dialect: DialectName;
  encoding: Encoding;
  rows: ImportedRow[];
  questions: ImportQuestion[];
  extraColumns: string[];
  notes: string[];
}

const contentOf = ({ application, title, company, extra }: ImportedRow): string => JSON.stringify([application, title, company, extra]);

/** Ids are made from what tells rows apart, so equal ids are the same row twice. The first stays; nothing of the later ones is merged into it. */
function markDuplicates(rows: readonly ImportedRow[]): ImportedRow[] {
  const firsts = new Map<string, ImportedRow>();
  return rows.map((row) => {
    if (row.id === null || row.verdict === 'refused') return row;
    const first = firsts.get(row.id);
    if (first === undefined) {
      firsts.set(row.id, row);
      return row;
    }
    const same = contentOf(first) === contentOf(row);
    const message = same
      ? `Is the same as row ${first.row}`
      : `Is the same application as row ${first.row} with other values: only row ${first.row} is taken`;
    return { ...row, verdict: 'duplicate_in_file', application: null, problems: [...row.problems, { column: null, message }] };
  });
}

async function readTable(text: string, answers: ImportAnswers): Promise<Omit<ImportReading, 'encoding'>> {
  const header = findHeader(text, KNOWN_HEADERS);
  const chosen = answers.dialect === undefined ? undefined : tableDialect(answers.dialect);
  if (answers.dialect !== undefined && !chosen) throw new ImportRefused('unknown_format');
  const dialect = chosen ?? recogniseTable(header.headers);
  const tableRows: TableRow[] = [];
  await readRows(text, header, dialect.own === true, (cells, row) => tableRows.push({ cells, row }));
  const binding = bindColumns(dialect, header.headers, tableRows, answers);
  const pace = createPace();
  const rows: ImportedRow[] = [];
  for (const tableRow of tableRows) {
    await pace();
    rows.push(readRow(tableRow, binding));
  }
  const notes = binding.columnOf.has('url')
    ? []
    : ['The file has no addresses: every row gets a placeholder, which can be replaced later.'];
  const extraColumns = binding.extraColumns.map((column) => header.headers[column] ?? '');
  return { dialect: dialect.name, rows: markDuplicates(rows), questions: binding.questions, extraColumns, notes };
}

/**
 * Reads a file that a person chose: any dialect, any of the usual encodings. The same bytes and answers give the same rows and ids at every call,
 * so importing twice saves once. Lets others in while it works. Throws `ImportRefused` for the file as a whole; rows are refused one by one.
 */
export async function readImport(bytes: Uint8Array, answers: ImportAnswers = {}): Promise<ImportReading> {
  const { text, encoding } = decodeText(bytes);
  const json = answers.dialect === 'jackdaw_json' || (answers.dialect === undefined && looksLikeJson(text));
  const reading = json
    ? await readBackup(text).then(({ rows, notes }) => ({
        dialect: 'jackdaw_json' as const,
        rows: markDuplicates(rows),
        questions: [],
        extraColumns: [],
        notes,
      }))
    : await readTable(text, answers);
  if (encoding === 'windows-1252') reading.notes.push('The file is not in UTF-8: it was read as Windows-1252. Check the accents.');
  return { ...reading, encoding };
}
