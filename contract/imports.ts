import * as v from 'valibot';
import { Outcome, Stage } from './application.ts';
import { Switch, wholeNumber } from './list.ts';
import { Id, Instant, line } from './text.ts';

/** Whose export a file is. `generic` is any other table with headers that can be understood. */
export const DIALECTS = [
  'jackdaw_csv',
  'jackdaw_json',
  'huntr',
  'teal',
  'simplify',
  'linkedin_applications',
  'linkedin_saved',
  'jobsync',
  'application_tracking_system',
  'generic',
] as const;
export const DialectName = v.picklist(DIALECTS);
export type DialectName = v.InferOutput<typeof DialectName>;

/** What an import takes at most. The first cell limit is for other products' files, the second lets our own exports back in. */
export const IMPORT_LIMITS = {
  bytes: 10 * 1024 * 1024,
  rows: 50_000,
  columns: 500,
  cellLength: 64 * 1024,
  ownCellLength: 256 * 1024,
} as const;

/** The host of the address that a posting without one gets: `.invalid` never resolves (RFC 6761), so it is told from a real address. */
export const NO_ADDRESS_HOST = 'no-address.invalid';

/** Why a whole file is refused. Codes are stable; sentences may change. */
export const IMPORT_REFUSALS = {
  empty: 'The file is empty',
  too_large: 'The file is too large',
  archive: 'This is an archive or a workbook: unpack it, or save it as CSV, and choose the file inside',
  not_text: 'This is not a text file',
  not_a_table: 'There is no table in this file',
  unknown_format: 'This JSON file is not a Jackdaw backup',
  newer_version: 'This backup was made by a newer version of Jackdaw',
  invalid_json: 'This JSON file is damaged',
  too_deep: 'This JSON file is nested too deeply',
  too_many_values: 'This JSON file has too many values',
  number_too_large: 'This JSON file has a number that is too large',
  too_many_rows: 'The file has too many rows',
  too_many_columns: 'The file has too many columns',
  cell_too_large: 'A cell is too large',
  row_too_large: 'A row is too large',
  unclosed_quote: 'A quotation mark is opened and never closed',
  misplaced_quote: 'A quotation mark stands where none may',
  unsafe_header: 'A column has a name that is not allowed',
} as const;
export type ImportRefusal = keyof typeof IMPORT_REFUSALS;

export const DATE_ORDERS = ['day first', 'month first'] as const;
export const DateOrder = v.picklist(DATE_ORDERS);
export type DateOrder = v.InferOutput<typeof DateOrder>;

/** What a word of a status column means here. */
export const StageMeaning = v.pipe(
  v.strictObject({ stage: Stage, outcome: v.nullish(Outcome, null) }),
  v.check(({ stage, outcome }) => outcome === null || stage === 'closed', 'Only a closed application has an outcome'),
);
export type StageMeaning = v.InferOutput<typeof StageMeaning>;

/** The fields that a person may point a column at when its header says nothing. */
export const IMPORT_FIELDS = ['title', 'company', 'url', 'location', 'stage', 'appliedOn', 'notes'] as const;
export const ImportField = v.picklist(IMPORT_FIELDS);
export type ImportField = v.InferOutput<typeof ImportField>;

const Header = line(200, 1);

/** What the person says where the file does not: sent with the file again until no question is left. */
export const ImportAnswers = v.strictObject({
  dialect: v.optional(DialectName),
  /** By column header. */
  dateOrder: v.optional(v.record(Header, DateOrder)),
  /** By the word, as the question gave it. */
  stageWords: v.optional(v.record(line(200, 1), StageMeaning)),
  /** Header by field. */
  columns: v.optional(v.strictObject(v.entriesFromList(IMPORT_FIELDS, v.optional(Header)))),
});
export type ImportAnswers = v.InferOutput<typeof ImportAnswers>;

/** What has to be known before some rows can be read; never answered by a guess. */
export const ImportQuestion = v.variant('kind', [
  v.strictObject({
    kind: v.literal('dateOrder'),
    column: v.string(),
    choices: v.tuple([v.literal('day first'), v.literal('month first')]),
    examples: v.array(v.string()),
  }),
  v.strictObject({
    kind: v.literal('stageWords'),
    column: v.string(),
    words: v.array(v.strictObject({ word: v.string(), rows: v.number() })),
  }),
  v.strictObject({ kind: v.literal('columns'), missing: v.array(ImportField), headers: v.array(v.string()) }),
]);
export type ImportQuestion = v.InferOutput<typeof ImportQuestion>;

/** `already_saved` is the server's to say: this very row was imported before, or is kept under this id. */
export const VERDICTS = ['new', 'already_saved', 'duplicate_in_file', 'needs_answer', 'refused'] as const;
export const Verdict = v.picklist(VERDICTS);
export type Verdict = v.InferOutput<typeof Verdict>;

/** `column` is the header in the file, or a dotted path in a backup; `null` for the row as a whole. Beside `new` it is a remark, beside `refused` the reason. */
export const RowProblem = v.strictObject({ column: v.nullable(v.string()), message: v.string() });
export type RowProblem = v.InferOutput<typeof RowProblem>;

export const ImportRow = v.strictObject({
  /** As a spreadsheet numbers rows; in a backup, the position among applications and then trash, from 1. */
  row: v.number(),
  verdict: Verdict,
  id: v.nullable(Id),
  title: v.nullable(v.string()),
  company: v.nullable(v.string()),
  problems: v.array(RowProblem),
});
export type ImportRow = v.InferOutput<typeof ImportRow>;

/** What an import found, or did. Rows come in pages, so that 50,000 of them stay a small reply. */
export const ImportReport = v.strictObject({
  dialect: DialectName,
  encoding: v.string(),
  counts: v.strictObject({
    rows: v.number(),
    new: v.number(),
    alreadySaved: v.number(),
    duplicateInFile: v.number(),
    needsAnswer: v.number(),
    refused: v.number(),
    /** Rows that are taken, with a remark. */
    remarks: v.number(),
  }),
  questions: v.array(ImportQuestion),
  /** Columns that mean nothing here; their cells are kept beside the application. */
  extraColumns: v.array(v.string()),
  /** What concerns the file as a whole. */
  notes: v.array(v.string()),
  rows: v.array(ImportRow),
  /** Ask for rows after this one; `null` when there are no more. */
  after: v.nullable(v.number()),
});
export type ImportReport = v.InferOutput<typeof ImportReport>;

/** The query of `POST /api/imports`. `after`, `limit` and `attention` choose the rows of the report, whatever is imported. */
export const ImportFile = v.strictObject({
  /** A dry run, unless told otherwise, writes nothing. */
  dryRun: v.optional(Switch, 'true'),
  after: v.optional(wholeNumber(0, 10_000_000), '0'),
  limit: v.optional(wholeNumber(1, 5000), '200'),
  /** Only rows that a person has to look at: with a problem, or with another verdict than `new`. */
  attention: v.optional(Switch, 'false'),
});

/** What comes beside the file: not in the address, because addresses end up in logs. */
export const ImportHeaders = {
  'x-import-answers': v.optional(v.pipe(v.string(), v.parseJson(undefined, 'Must be JSON'), ImportAnswers), '{}'),
  'x-file-name': v.optional(line(200), ''),
};

/** One import that created something. Undone, its applications are in the trash, but for those that were changed since. */
export const Import = v.object({
  id: Id,
  at: Instant,
  /** The device or token that did it, in words. */
  by: v.string(),
  dialect: v.string(),
  fileName: v.string(),
  /** Rows of the file, and how many of them became applications. */
  rows: v.number(),
  created: v.number(),
  undoneAt: v.nullable(Instant),
  /** How many an undo took away; `null` while it was not undone. */
  removed: v.nullable(v.number()),
});
export type Import = v.InferOutput<typeof Import>;

/** `import` is `null` after a dry run, and where no row was new. */
export const ImportReply = v.object({ import: v.nullable(Import), report: ImportReport });
export type ImportReply = v.InferOutput<typeof ImportReply>;

/** How far an import is that runs at this moment: rows that were gone through, of all. What it kept is kept when it is through, not before. */
export const ImportUnderWay = v.object({ rows: v.number(), of: v.number() });
export type ImportUnderWay = v.InferOutput<typeof ImportUnderWay>;

/** `underWay` is `null` where none runs, and where another server process has it. */
export const ImportPage = v.object({ items: v.array(Import), underWay: v.optional(v.nullable(ImportUnderWay), null) });

/** The query of `GET /api/imports/:id/rows`. */
export const ListImportRows = v.strictObject({
  after: v.optional(wholeNumber(0, 10_000_000), '0'),
  limit: v.optional(wholeNumber(1, 1000), '200'),
});
export type ListImportRows = v.InferOutput<typeof ListImportRows>;

/** A row as the import kept it: every row that was not there already, with the cells that no field took. */
export const ImportRowPage = v.object({
  items: v.array(v.object({ ...ImportRow.entries, extra: v.record(v.string(), v.string()) })),
  after: v.nullable(v.number()),
});
export type ImportRowPage = v.InferOutput<typeof ImportRowPage>;

/** What an undo did: `kept` were changed since the import, and stay. */
export const ImportUndone = v.object({ removed: v.number(), kept: v.number() });
export type ImportUndone = v.InferOutput<typeof ImportUndone>;
