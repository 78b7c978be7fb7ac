import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import * as v from 'valibot';

/**
 * The backup of a database whose programs we do not have (the npm packages of PostgreSQL hold no pg_dump). Gzipped text: a header line,
 * then for each table a line that names it and its columns, its rows as `COPY … TO` writes them, and `\.`; last a line that counts. COPY
 * escapes line ends and backslashes inside values, so a line is a row and `\.` is never one. Any PostgreSQL from 15 on reads it.
 */
export const COPY_FORMAT = 'jackdaw-copy';

export const CopyHeader = v.object({
  format: v.literal(COPY_FORMAT),
  version: v.literal(1),
  madeAt: v.string(),
  /** The names of the migrations that had run, in order. */
  migrations: v.array(v.string()),
});
export type CopyHeader = v.InferOutput<typeof CopyHeader>;

export const CopyTable = v.object({ table: v.string(), columns: v.array(v.string()) });
export type CopyTable = v.InferOutput<typeof CopyTable>;

/** `sha256` is of everything before this line, in hexadecimal. */
const CopyEnd = v.object({ end: v.literal(true), rows: v.record(v.string(), v.number()), sha256: v.string() });
export type CopySummary = { rows: Record<string, number>; sha256: string };

export const END_OF_TABLE = '\\.';

/** What is done with a copy as it is read. Each is awaited before the reading goes on. */
export interface CopySink {
  begin(header: CopyHeader): Promise<void>;
  table(table: CopyTable): Promise<void>;
  /** Whole rows, each with its line end. */
  rows(lines: Buffer): Promise<void>;
  endTable(): Promise<void>;
}

/** A sink that only looks: reading with it is the verification of a copy. */
export const LOOK_ONLY: CopySink = {
  begin: async () => {},
  table: async () => {},
  rows: async () => {},
  endTable: async () => {},
};

export class DamagedCopy extends Error {
  override readonly name = 'DamagedCopy';
}

function parseLine<S extends v.GenericSchema>(schema: S, line: Buffer, what: string): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(line.toString('utf8'));
  } catch {
    throw new DamagedCopy(`The backup is damaged: ${what} cannot be read.`);
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw new DamagedCopy(`The backup is damaged, or not one of Jackdaw's: ${what} is not as expected.`);
  return parsed.output;
}

/** Cuts a stream into pieces of whole lines. */
async function* wholeLines(input: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = joined.lastIndexOf(10) + 1;
    if (end > 0) yield joined.subarray(0, end);
    rest = joined.subarray(end);
  }
  if (rest.length > 0) throw new DamagedCopy('The backup is cut off: its last line has no end.');
}

const TABLE_END = Buffer.from(`${END_OF_TABLE}\n`);

function countLines(lines: Buffer): number {
  let count = 0;
  for (let at = lines.indexOf(10); at !== -1; at = lines.indexOf(10, at + 1)) count++;
  return count;
}

/** Where the line `\.` begins in whole lines, or -1. */
function findTableEnd(lines: Buffer): number {
  for (let at = lines.indexOf(TABLE_END); at !== -1; at = lines.indexOf(TABLE_END, at + 1)) {
    if (at === 0 || lines[at - 1] === 10) return at;
  }
  return -1;
}

/**
 * Reads a copy (uncompressed) through `sink`, and resolves with what it held once its own count and checksum agree. Throws a DamagedCopy
 * for anything else; by then `sink` may have been given rows, so a restore commits only after this resolved.
 */
export async function readCopy(input: Readable, sink: CopySink): Promise<CopySummary> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = {};
  let expected: 'header' | 'table' | 'rows' | 'nothing' = 'header';
  let table = '';
  let claimed: v.InferOutput<typeof CopyEnd> | undefined;

  for await (const piece of wholeLines(input)) {
    let lines = piece;
    while (lines.length > 0) {
      if (expected === 'nothing') throw new DamagedCopy('The backup is damaged: something follows its end.');
      if (expected === 'rows') {
        const end = findTableEnd(lines);
        const own = end === -1 ? lines : lines.subarray(0, end);
        if (own.length > 0) await sink.rows(own);
        rows[table] = (rows[table] ?? 0) + countLines(own);
        const taken = end === -1 ? lines.length : end + TABLE_END.length;
        hash.update(lines.subarray(0, taken));
        lines = lines.subarray(taken);
        if (end === -1) continue;
        await sink.endTable();
        expected = 'table';
        continue;
      }
      const end = lines.indexOf(10);
      const line = lines.subarray(0, end);
      if (expected === 'table' && line.subarray(0, 7).toString('latin1') === '{"end":') {
        claimed = parseLine(CopyEnd, line, 'its last line');
        expected = 'nothing';
      } else {
        hash.update(lines.subarray(0, end + 1));
        if (expected === 'header') {
          await sink.begin(parseLine(CopyHeader, line, 'its first line'));
          expected = 'table';
        } else {
          const parsed = parseLine(CopyTable, line, 'the line before a table');
          ({ table } = parsed);
          rows[table] = 0;
          await sink.table(parsed);
          expected = 'rows';
        }
      }
      lines = lines.subarray(end + 1);
    }
  }
  if (claimed === undefined) throw new DamagedCopy('The backup is cut off before its end.');
  const sha256 = hash.digest('hex');
  if (claimed.sha256 !== sha256 || JSON.stringify(claimed.rows) !== JSON.stringify(rows)) {
    throw new DamagedCopy('The backup is damaged: its contents do not match its own checksum.');
  }
  return { rows, sha256 };
}
