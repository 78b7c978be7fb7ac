import * as v from 'valibot';
import { type Event, SaveApplication, type Snapshot } from '../../contract/application.ts';
import { BACKUP_FORMAT, BACKUP_VERSION, KeptApplication, KeptEvent, KeptSnapshot } from '../../contract/backup.ts';
import { IMPORT_LIMITS, type RowProblem } from '../../contract/imports.ts';
import { prose } from '../../contract/text.ts';
import { contentHash as hashOf } from '../applications/keep-snapshot.ts';
import { cutJson, type CutJson } from './cut-json.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportedRow } from './imported-row.ts';
import { createPace } from '../pace.ts';

const Tag = v.object({ format: v.literal(BACKUP_FORMAT), version: v.pipe(v.number(), v.integer(), v.minValue(1)) });
/** The envelope; what it holds is read piece by piece, so that each piece has its own verdict. */
const Envelope = v.strictObject({
  format: v.string(),
  version: v.number(),
  exportedAt: v.string(),
  applications: v.array(v.unknown()),
  trash: v.array(v.unknown()),
  snapshots: v.array(v.unknown()),
  events: v.array(v.unknown()),
});

const MAX_SHOWN = 200;
const Named = v.object({ posting: v.object({ title: v.string(), company: v.string() }) });
const Owned = v.object({ applicationId: v.pipe(v.string(), v.toLowerCase()) });

const problemsOf = (issues: readonly v.BaseIssue<unknown>[], path: string): RowProblem[] =>
  issues.slice(0, 10).map((issue) => ({
    column: `${path}${v.getDotPath(issue) ?? ''}`.replace(/\.$/, ''),
    message:
      issue.kind === 'schema'
        ? issue.expected === 'never'
          ? 'There is no such field'
          : `Must be ${issue.expected ?? 'something else'}`
        : issue.message,
  }));

interface Pieces<T> {
  read: T[];
  problems: RowProblem[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ImportRefused('invalid_json'); // V8's message quotes the file
  }
}

const Piece = v.strictObject({ piece: v.number() });

/** What a list of the frame holds, each object parsed when its turn comes. */
async function* itemsOf(list: readonly unknown[], { pieces }: CutJson): AsyncGenerator<[index: number, item: unknown]> {
  const pace = createPace();
  for (const [index, item] of list.entries()) {
    await pace();
    yield [index, v.is(Piece, item) ? parseJson(pieces[item.piece] ?? '') : item];
  }
}

/** Pieces by the application they belong to, each checked; pieces that belong to none are counted. */
async function readPieces<T extends { id: string }>(
  pieces: AsyncIterable<[index: number, item: unknown]>,
  name: string,
  schema: v.GenericSchema<unknown, T>,
  check: (piece: T) => string | null,
): Promise<{ byApplication: Map<string, Pieces<T>>; lost: number }> {
  const byApplication = new Map<string, Pieces<T>>();
  const ids = new Set<string>();
  let lost = 0;
  for await (const [index, piece] of pieces) {
    const owned = v.safeParse(Owned, piece);
    if (!owned.success) {
      lost += 1;
      continue;
    }
    const { applicationId } = owned.output;
    const own = byApplication.get(applicationId) ?? { read: [], problems: [] };
    byApplication.set(applicationId, own);
    const parsed = v.safeParse(schema, piece);
    const column = `${name}.${index}`;
    if (!parsed.success) {
      own.problems.push(...problemsOf(parsed.issues, `${column}.`));
      continue;
    }
    const problem = ids.has(parsed.output.id) ? 'Has the id of another' : check(parsed.output);
    ids.add(parsed.output.id);
    if (problem === null) own.read.push(parsed.output);
    else own.problems.push({ column, message: problem });
  }
  return { byApplication, lost };
}

/** Stored as anything else, it would no longer match its hash. */
const StorableText = prose(400_000);

function checkSnapshot({ text, contentHash }: Snapshot): string | null {
  if (hashOf(text) !== contentHash) return 'Does not match its hash: the text was changed';
  const stored = v.safeParse(StorableText, text);
  return stored.success && stored.output === text ? null : 'Is too long, or has characters that cannot be kept';
}

export interface BackupReading {
  rows: ImportedRow[];
  notes: string[];
}

/** Reads a Jackdaw backup: applications, then trash, each with its snapshots and events, under their own ids. Throws `ImportRefused`. */
export async function readBackup(text: string): Promise<BackupReading> {
  const cut = await cutJson(text);
  const json = parseJson(cut.frame);
  const tag = v.safeParse(Tag, json);
  if (!tag.success) throw new ImportRefused('unknown_format');
  if (tag.output.version > BACKUP_VERSION) throw new ImportRefused('newer_version');
  const envelope = v.safeParse(Envelope, json);
  if (!envelope.success) throw new ImportRefused('unknown_format', { detail: v.getDotPath(envelope.issues[0]) ?? 'not an object' });
  const { applications, trash, snapshots, events } = envelope.output;
  if (applications.length + trash.length > IMPORT_LIMITS.rows)
    throw new ImportRefused('too_many_rows', { detail: `at most ${IMPORT_LIMITS.rows}` });

  const texts = await readPieces(itemsOf(snapshots, cut), 'snapshots', KeptSnapshot, checkSnapshot);
  const facts = await readPieces(itemsOf(events, cut), 'events', KeptEvent, () => null);
  const rows: ImportedRow[] = [];
  for await (const [index, raw] of itemsOf([...applications, ...trash], cut)) {
    rows.push(readApplication(raw, index, index >= applications.length, texts.byApplication, facts.byApplication));
  }
  const present = new Set(rows.map(({ id }) => id));
  const homeless = [...texts.byApplication, ...facts.byApplication]
    .filter(([id]) => !present.has(id))
    .reduce((sum, [, { read, problems }]) => sum + read.length + problems.length, 0);
  const lost = texts.lost + facts.lost + homeless;
  const notes = lost === 0 ? [] : [`${lost} snapshots or events belong to no application in the file; they are left out.`];
  return { rows, notes };
}

function readApplication(
  raw: unknown,
  index: number,
  trashed: boolean,
  texts: ReadonlyMap<string, Pieces<Snapshot>>,
  facts: ReadonlyMap<string, Pieces<Event>>,
): ImportedRow {
  const named = v.is(Named, raw) ? raw.posting : null;
  const shown = (text: string | undefined): string | null => text?.trim().slice(0, MAX_SHOWN) || null;
  const base = { row: index + 1, title: shown(named?.title), company: shown(named?.company), extra: {} };
  const parsed = v.safeParse(KeptApplication, raw);
  if (!parsed.success) return { ...base, verdict: 'refused', id: null, application: null, problems: problemsOf(parsed.issues, '') };
  const { id, outcome, createdAt, updatedAt, deletedAt, changeNumber: _, ...save } = parsed.output;
  const snapshots = texts.get(id) ?? { read: [], problems: [] };
  const events = facts.get(id) ?? { read: [], problems: [] };
  const problems = [...snapshots.problems, ...events.problems];
  if (outcome !== null && save.stage !== 'closed')
    problems.push({ column: 'outcome', message: 'Only a closed application has an outcome' });
  if (trashed !== (deletedAt !== null))
    problems.push({ column: 'deletedAt', message: trashed ? 'Is missing in the trash' : 'Belongs into the trash' });
  const complete = v.safeParse(SaveApplication, { ...save, snapshot: null });
  if (!complete.success) problems.push(...problemsOf(complete.issues, ''));
  if (!complete.success || problems.length > 0) return { ...base, verdict: 'refused', id, application: null, problems };
  const application = {
    id,
    save: complete.output,
    outcome,
    createdAt,
    updatedAt,
    deletedAt,
    snapshots: snapshots.read,
    events: events.read,
  };
  return { ...base, verdict: 'new', id, application, problems };
}
