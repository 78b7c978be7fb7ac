import type { PoolClient } from 'pg';
import { v7 } from 'uuid';
import type { Import, ImportUnderWay } from '../../contract/index.ts';
import type { SignedInUser } from '../accounts/signed-in-user.ts';
import { lockUser } from '../applications/lock-user.ts';
import { saveHash } from '../applications/save-hash.ts';
import { ProblemError } from '../errors.ts';
import type { Database } from '../postgres/pools.ts';
import { importTransaction } from './import-transaction.ts';
import type { ImportedApplication, ImportedRow } from './imported-row.ts';
import { KEEP_ROWS, type ApplicationValues, type EventValues, type RowValues, type SnapshotValues } from './keep-rows.sql.ts';
import { createPace } from '../pace.ts';
import type { ImportReading } from './read-import.ts';
import { newIds, SAVED_IDS } from './saved-ids.ts';
import { storableJson } from './storable-json.ts';

/** A chunk ends at whichever comes first: enough rows for one statement, and no message that takes long to make or to read. */
const CHUNK_ROWS = 500;
const CHUNK_LENGTH = 512 * 1024;

export interface KeptImport {
  /** `null` where no row was new. */
  import: Import | null;
  /** Ids that were there already. */
  saved: ReadonlySet<string>;
}

interface Keeping {
  fileName: string;
  signal: AbortSignal;
  /** Hears how many rows were gone through, of all: before the first, and after each chunk. */
  onRows: (underWay: ImportUnderWay) => void;
}

interface Batch {
  id: string;
  /** The database's time at which it was made. */
  at: string;
  by: string;
  dialect: string;
}

const utc = (instant: string | null): string | null => (instant === null ? null : new Date(instant).toISOString());

function applicationValues({ save, ...own }: ImportedApplication, at: string, changeNumber: number): ApplicationValues {
  const { posting } = save;
  return {
    id: own.id,
    change_number: changeNumber,
    created_at: utc(own.createdAt) ?? at,
    updated_at: utc(own.updatedAt) ?? at,
    deleted_at: utc(own.deletedAt),
    captured_at: utc(save.capturedAt),
    title: posting.title,
    company: posting.company,
    location: posting.location,
    workplace_type: posting.workplaceType,
    employment_type: posting.employmentType,
    salary_min: posting.salary?.min ?? null,
    salary_max: posting.salary?.max ?? null,
    salary_currency: posting.salary?.currency ?? null,
    salary_period: posting.salary?.period ?? null,
    date_posted: posting.datePosted,
    valid_through: posting.validThrough,
    description: posting.description,
    url: posting.url,
    posting_key: save.postingKey,
    stage: save.stage,
    outcome: own.outcome,
    applied_on: save.appliedOn,
    follow_up_on: save.followUpOn,
    priority: save.priority,
    tags: save.tags,
    origins: save.origins,
    save_hash: String.raw`\x${saveHash(save).toString('hex')}`,
    notes: save.notes,
  };
}

/**
 * An application's history, each event with a change number of its own after `before`. One from a backup brings its own, and goes on as
 * if it had never been away; any other begins with `imported`, which keeps the cells that no field took: so a backup has them too.
 */
function eventValues(
  { id, events, save, outcome }: ImportedApplication,
  { extra }: ImportedRow,
  batch: Batch,
  before: number,
): EventValues[] {
  if (events.length > 0) {
    return events.map((event, index) => ({
      id: event.id,
      application_id: id,
      change_number: before + index + 1,
      at: utc(event.at),
      kind: event.kind,
      by: event.by,
      before: event.before,
      after: event.after,
    }));
  }
  const after = {
    stage: save.stage,
    ...(outcome === null ? {} : { outcome }),
    'posting.title': save.posting.title,
    'posting.company': save.posting.company,
    'posting.url': save.posting.url,
    'import.dialect': batch.dialect,
    ...(Object.keys(extra).length === 0 ? {} : { 'import.extra': extra }),
  };
  const { at, by } = batch;
  return [{ id: v7(), application_id: id, change_number: before + 1, at, kind: 'imported', by, before: {}, after }];
}

const numbersFor = ({ application }: ImportedRow): number => Math.max(1, application?.events.length ?? 0);

/** The parts of one statement, as the texts of JSON arrays, which cost a quarter of what the objects do. */
class Chunk {
  readonly #parts: string[][] = [[], [], [], []];
  length = 0;
  rows = 0;

  add(applications: ApplicationValues[], events: EventValues[], snapshots: SnapshotValues[], row: RowValues): void {
    for (const [index, values] of [applications, events, snapshots, [row]].entries()) {
      for (const value of values) {
        const text = storableJson(value);
        this.#parts[index]?.push(text);
        this.length += text.length;
      }
    }
    this.rows += 1;
  }

  isFull(): boolean {
    return this.rows >= CHUNK_ROWS || this.length >= CHUNK_LENGTH;
  }

  texts(): string[] {
    return this.#parts.map((part) => `[${part.join(',')}]`);
  }
}

/** Writes every row but those that are there already, in chunks; between them others get their turn, and `signal` may end it. */
async function writeRows(
  client: PoolClient,
  userId: string,
  batch: Batch,
  {
    rows,
    saved,
    firstNumber,
    signal,
    onRows,
  }: { rows: readonly ImportedRow[]; saved: ReadonlySet<string>; firstNumber: number } & Pick<Keeping, 'signal' | 'onRows'>,
): Promise<void> {
  const pace = createPace();
  let number = firstNumber;
  let chunk = new Chunk();
  let sent: Promise<unknown> = Promise.resolve();
  /** The database writes one chunk while the next is made here; one that fails is thrown at the next, or at the end. */
  const flush = async (): Promise<void> => {
    await sent;
    signal.throwIfAborted();
    if (chunk.rows > 0) sent = client.query({ name: 'keep-rows', text: KEEP_ROWS, values: [userId, batch.id, ...chunk.texts()] });
    sent.catch(() => {});
    chunk = new Chunk();
  };
  onRows({ rows: 0, of: rows.length });
  for (const [index, row] of rows.entries()) {
    if (row.id !== null && saved.has(row.id) && row.verdict === 'new') continue;
    await pace();
    const { application } = row;
    const taken = row.verdict === 'new' && application !== null;
    const events = taken ? eventValues(application, row, batch, number) : [];
    number += events.length;
    chunk.add(
      taken ? [applicationValues(application, batch.at, number)] : [],
      events,
      taken ? application.snapshots.map(snapshotValues) : [],
      {
        row_number: row.row,
        verdict: row.verdict,
        application_id: row.id,
        change_number: taken ? number : null,
        title: row.title,
        company: row.company,
        problems: row.problems,
        extra: row.extra,
      },
    );
    if (!chunk.isFull()) continue;
    await flush();
    onRows({ rows: index + 1, of: rows.length });
  }
  await flush();
  await sent;
}

function snapshotValues({ id, applicationId, capturedAt, contentHash, text }: ImportedApplication['snapshots'][number]): SnapshotValues {
  return { id, application_id: applicationId, captured_at: utc(capturedAt), content_hash: contentHash, text };
}

const TAKE_NUMBERS = `
update users set change_number = change_number + $2 where id = $1
returning change_number - $2 as before, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`;

const ADD_IMPORT = `
insert into imports (user_id, id, at, by, dialect, file_name, row_count, created_count) values ($1, $2, $3, $4, $5, $6, $7, $8)`;

/**
 * Keeps what a reading found, all of it or nothing, and nothing a second time. Rows that are there already stay as they are. Throws when
 * `signal` is aborted before the commit, and `session_revoked` for an account that was deleted meanwhile.
 */
export async function keepImport(
  database: Database,
  user: SignedInUser,
  reading: ImportReading,
  { fileName, signal, onRows }: Keeping,
): Promise<KeptImport> {
  return importTransaction(database, user, async (client) => {
    const lock = lockUser(user);
    const { rowCount: accounts } = await client.query({ text: lock.text, values: [user.id] });
    // The caller was let in, and while the file was read and the row waited for, the account was deleted with all its sessions.
    if (accounts === 0) throw new ProblemError('session_revoked');
    const found = await client.query<{ id: string }>(SAVED_IDS, [user.id, newIds(reading.rows)]);
    const saved = new Set(found.rows.map(({ id }) => id));
    const taken = reading.rows.filter(({ verdict, id }) => verdict === 'new' && id !== null && !saved.has(id));
    if (taken.length === 0) return { import: null, saved };

    const numbers = taken.reduce((sum, row) => sum + numbersFor(row), 0);
    const { rows } = await client.query<{ before: string; at: string }>(TAKE_NUMBERS, [user.id, numbers]);
    const [{ before, at } = { before: '0', at: '' }] = rows;
    const batch: Batch = { id: v7(), at, by: user.device, dialect: reading.dialect };
    const counts = { rows: reading.rows.length, created: taken.length };
    await client.query(ADD_IMPORT, [user.id, batch.id, at, batch.by, batch.dialect, fileName, counts.rows, counts.created]);
    await writeRows(client, user.id, batch, { rows: reading.rows, saved, firstNumber: Number(before), signal, onRows });
    return { import: { ...batch, fileName, ...counts, undoneAt: null, removed: null }, saved };
  });
}
