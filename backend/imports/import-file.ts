import type * as v from 'valibot';
import type { ImportAnswers, ImportFile, ImportQuestion, ImportReply, ImportUnderWay } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { ProblemError } from '../errors.ts';
import type { Database } from '../postgres/pools.ts';
import { queryAs } from '../postgres/user-transaction.ts';
import { ImportRefused } from './import-refused.ts';
import { keepImport } from './keep-import.ts';
import { presentReport } from './present-report.ts';
import { readImport, type ImportReading } from './read-import.ts';
import { newIds, SAVED_IDS } from './saved-ids.ts';

export interface FileToImport {
  bytes: Uint8Array;
  fileName: string;
  answers: ImportAnswers;
  /** Aborted when nobody waits for the answer any more: before the commit, that ends the import with nothing kept. */
  signal: AbortSignal;
  /** Hears how far the keeping is. */
  onRows: (underWay: ImportUnderWay) => void;
}

async function read(bytes: Uint8Array, answers: ImportAnswers): Promise<ImportReading> {
  try {
    return await readImport(bytes, answers);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    const { code: refusal, message: detail } = error;
    throw new ProblemError(refusal === 'too_large' ? 'too_large' : 'invalid_input', { detail, members: { refusal }, cause: error });
  }
}

/** Where the answer to a question is missing, as the path of an invalid field. */
function pathOf(question: ImportQuestion): string {
  const place = question.kind === 'columns' ? question.missing.join('|') : question.column;
  return `x-import-answers.${question.kind}.${place}`.slice(0, 300);
}

/** Nothing is imported on a guess: with a question left, the whole file waits. */
function refuseOpenQuestions({ questions }: ImportReading): void {
  if (questions.length === 0) return;
  throw new ProblemError('invalid_input', {
    detail: 'Some questions about the file are open: a dry run asks them.',
    members: { errors: questions.map((question) => ({ path: pathOf(question), message: 'Needs an answer' })) },
  });
}

async function savedIds(database: Database, user: SignedInUser, reading: ImportReading): Promise<ReadonlySet<string>> {
  const statement = { name: 'saved-ids', text: SAVED_IDS, values: [user.id, newIds(reading.rows)] };
  const { rows } = await queryAs<{ id: string }>(database, user.id, statement);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Reads a file and says what becomes of each row; unless it is a dry run, makes it so, all or nothing. The same file again makes nothing.
 * Throws `too_large` or `invalid_input` for a file that is refused as a whole, and where a question is left open.
 */
export async function importFile(
  database: Database,
  user: SignedInUser,
  { bytes, fileName, answers, signal, onRows }: FileToImport,
  { dryRun, ...page }: v.InferOutput<typeof ImportFile>,
): Promise<ImportReply> {
  const reading = await read(bytes, answers);
  signal.throwIfAborted();
  if (dryRun) return { import: null, report: presentReport(reading, { ...page, saved: await savedIds(database, user, reading) }) };
  refuseOpenQuestions(reading);
  const { saved, ...kept } = await keepImport(database, user, reading, { fileName, signal, onRows });
  return { ...kept, report: presentReport(reading, { ...page, saved }) };
}
