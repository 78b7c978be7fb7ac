import type { ImportReport, Verdict } from '../../contract/imports.ts';
import type { ImportedRow } from './imported-row.ts';
import type { ImportReading } from './read-import.ts';

export interface ReportPage {
  /** Rows after this one. */
  after?: number;
  limit?: number;
  /** Only rows that a person has to look at: with a problem, or with another verdict than `new`. */
  attention?: boolean;
  /** Ids that the account holds already. */
  saved?: ReadonlySet<string>;
}

/** A reading as it travels: counts of everything, and one page of rows without their contents. */
export function presentReport(
  reading: ImportReading,
  { after = 0, limit = 200, attention = false, saved = new Set() }: ReportPage = {},
): ImportReport {
  const verdictOf = (row: ImportedRow): Verdict =>
    row.verdict === 'new' && row.id !== null && saved.has(row.id) ? 'already_saved' : row.verdict;
  const rows = reading.rows.map((row) => ({ row, verdict: verdictOf(row) }));
  const count = (wanted: Verdict): number => rows.filter(({ verdict }) => verdict === wanted).length;
  const listed = rows.filter(({ row, verdict }) => row.row > after && (!attention || verdict !== 'new' || row.problems.length > 0));
  const page = listed.slice(0, limit);
  return {
    dialect: reading.dialect,
    encoding: reading.encoding,
    counts: {
      rows: rows.length,
      new: count('new'),
      alreadySaved: count('already_saved'),
      duplicateInFile: count('duplicate_in_file'),
      needsAnswer: count('needs_answer'),
      refused: count('refused'),
      remarks: rows.filter(({ row, verdict }) => verdict === 'new' && row.problems.length > 0).length,
    },
    questions: reading.questions,
    extraColumns: reading.extraColumns,
    notes: reading.notes,
    rows: page.map(({ row: { row, id, title, company, problems }, verdict }) => ({ row, verdict, id, title, company, problems })),
    after: listed.length > limit ? (page.at(-1)?.row.row ?? null) : null,
  };
}
