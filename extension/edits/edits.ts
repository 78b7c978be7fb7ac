import type { DBSchema } from 'idb';
import type { Application, ApplicationChanges, Snapshot } from '../../contract/application.ts';
import type { FieldConflict, Problem } from '../../contract/problem.ts';
import type { LaterReason } from '../api/errors.ts';
import type { Owner } from '../api/owner.ts';
import { createDatabase } from '../database/database.ts';
import { mergeChanges } from './changes.ts';
import { valuesIn, valuesOf, valuesOfAll, type Values } from './seen.ts';

/** The same fields were changed here and elsewhere; the person decides field by field. */
export interface EditConflict {
  fields: readonly FieldConflict[];
  /** The application as the server had it then. */
  current: Application;
}

/** The server answers everything else and fails on this: it is sent again by itself, ever more rarely, and whenever the person asks. */
export interface EditTrouble {
  reason: LaterReason;
  /** Failed tries in a row. */
  attempts: number;
  /** The last of them; milliseconds since the epoch. */
  lastAttemptAt: number;
  /** Not to be sent by itself before; milliseconds since the epoch. */
  notBefore: number;
}

/** What the posting's page said when it was read again. */
export type KeptSnapshot = Pick<Snapshot, 'text' | 'capturedAt'>;

/** What one application was changed to on this device, and the server has not accepted yet. */
export interface KeptEdit {
  /** The application's. */
  id: string;
  /** The change number that the person saw when changing first. */
  basedOn: number;
  /** Oldest first; what is on its way is a beginning of it. */
  parts: readonly ApplicationChanges[];
  /** What the person saw in the fields of each part when changing them; of edits of an earlier version nothing is known. */
  seen?: readonly Values[];
  conflict: EditConflict | null;
  /** Why the server refused it, while nobody was there to be told. */
  refused: Problem | null;
  /** Unknown to earlier versions. */
  trouble?: EditTrouble | null;
  /** The newest that the server does not have; it goes with whatever of the parts is sent. Unknown to earlier versions. */
  snapshot?: KeptSnapshot | null | undefined;
}

/** What is added to the edits of one application; `basedOn` counts only where it is the first. */
interface Addition {
  id: string;
  basedOn: number;
  changes: ApplicationChanges;
  seen?: Values;
  snapshot?: KeptEdit['snapshot'];
}

/** What the server has now, the first `sent` parts and the snapshot that went with them, and what it made of the application. */
interface Accepted {
  sent: number;
  snapshot?: KeptEdit['snapshot'];
  now: Application;
}

/** Edits that no server has, by owner and application, shared by every context of this origin. Every verb resolves when it is on disk. */
export interface Edits {
  all(owner: Owner): Promise<KeptEdit[]>;
  get(owner: Owner, id: string): Promise<KeptEdit | undefined>;
  /** More changes, all or none. */
  add(owner: Owner, additions: readonly Addition[]): Promise<void>;
  /** What was added meanwhile is left. */
  accept(owner: Owner, accepted: readonly Accepted[]): Promise<void>;
  setConflict(owner: Owner, id: string, conflict: EditConflict): Promise<void>;
  refuse(owner: Owner, id: string, problem: Problem): Promise<void>;
  postpone(owner: Owner, id: string, trouble: EditTrouble): Promise<void>;
  /** The person decided: what is left to be sent, the snapshot with it, or nothing. */
  settle(owner: Owner, id: string, left: Pick<KeptEdit, 'basedOn' | 'parts' | 'seen'> | null): Promise<void>;
  /** The person gives up what waits of one application: resolves to what that was. */
  giveUp(owner: Owner, id: string): Promise<KeptEdit | undefined>;
  /** What was given up waits again as it did, before what was changed since. */
  takeBack(owner: Owner, given: KeptEdit): Promise<void>;
  clear(owner: Owner): Promise<void>;
}

/** All that waits of one application, as one change. */
export function changesOf({ parts }: Pick<KeptEdit, 'parts'>): ApplicationChanges | null {
  return parts.reduce<ApplicationChanges | null>(mergeChanges, null);
}

/** What is left of an edit: where it goes on changing what was sent, the person has seen what the server made of that. */
function withoutSent(kept: KeptEdit, { sent, snapshot, now }: Accepted): KeptEdit | null {
  const parts = kept.parts.slice(sent);
  if (parts.length === 0) return null;
  const written = valuesOfAll(kept.parts.slice(0, sent));
  const shared = (values: Values) => Object.keys(values).filter((field) => field in written);
  const seen = kept.seen?.slice(sent).map((values) => ({ ...values, ...valuesIn(now, shared(values)) })) ?? [];
  const hasSnapshot = kept.snapshot?.capturedAt === snapshot?.capturedAt;
  return { ...kept, parts, seen, trouble: null, snapshot: hasSnapshot ? null : kept.snapshot };
}

/** What was given up and is wanted after all, with what was changed since on top. */
function withSince(given: KeptEdit, since: KeptEdit): KeptEdit {
  const seenIn = ({ parts, seen }: KeptEdit) => seen ?? parts.map(() => ({}));
  return {
    ...since,
    basedOn: Math.min(given.basedOn, since.basedOn),
    parts: [...given.parts, ...since.parts],
    seen: [...seenIn(given), ...seenIn(since)],
    snapshot: since.snapshot ?? given.snapshot,
  };
}

/** What the person wrote last, also while the answer was on its way or the conflict open, is what they keep or give up in it. */
function withMine({ fields, current }: EditConflict, written: Values): EditConflict {
  return { current, fields: fields.map((one) => (one.field in written ? { ...one, yours: written[one.field] } : one)) };
}

interface EditsDatabase extends DBSchema {
  edits: { key: string[]; value: KeptEdit & { server: string; userId: string } };
}

export function openEdits(): Edits {
  const database = createDatabase<EditsDatabase>('jackdaw-edits', 1, (db) => {
    db.createObjectStore('edits', { keyPath: ['server', 'userId', 'id'] });
  });
  /** Every key of one owner: arrays sort after every string. */
  const rangeOf = ({ server, userId }: Owner) => IDBKeyRange.bound([server, userId], [server, userId, []]);

  type Change = (kept: KeptEdit | undefined) => KeptEdit | null | undefined;
  /** Changes the edits of some applications in one strict transaction; `null` removes them. */
  async function updateAll(owner: Owner, changes: readonly { id: string; change: Change }[]): Promise<void> {
    const transaction = (await database()).transaction('edits', 'readwrite', { durability: 'strict' });
    const updateOne = async ({ id, change }: { id: string; change: Change }) => {
      const key = [owner.server, owner.userId, id];
      const next = change(await transaction.store.get(key));
      if (next === null) await transaction.store.delete(key);
      else if (next) await transaction.store.put({ ...next, ...owner });
    };
    await Promise.all([...changes.map(updateOne), transaction.done]);
  }
  const update = (owner: Owner, id: string, change: Change) => updateAll(owner, [{ id, change }]);

  async function all(owner: Owner): Promise<KeptEdit[]> {
    return await (await database()).getAll('edits', rangeOf(owner));
  }

  return {
    all,
    async get(owner, id) {
      return await (await database()).get('edits', [owner.server, owner.userId, id]);
    },
    async add(owner, additions) {
      const transaction = (await database()).transaction('edits', 'readwrite', { durability: 'strict' });
      const addOne = async ({ id, basedOn, changes, seen = {}, snapshot }: Addition) => {
        const first = { basedOn, parts: [], conflict: null };
        const kept: Omit<KeptEdit, 'id' | 'refused'> = (await transaction.store.get([owner.server, owner.userId, id])) ?? first;
        const seenSoFar = kept.seen ?? kept.parts.map(() => ({}));
        const parts = [...kept.parts, changes];
        const conflict = kept.conflict && withMine(kept.conflict, valuesOf(changes));
        const added = { parts, seen: [...seenSoFar, seen], snapshot: snapshot ?? kept.snapshot };
        await transaction.store.put({ ...kept, ...owner, id, ...added, conflict, refused: null });
      };
      await Promise.all([...additions.map(addOne), transaction.done]);
    },
    accept: (owner, accepted) =>
      updateAll(
        owner,
        accepted.map((one) => ({ id: one.now.id, change: (kept) => kept && withoutSent(kept, one) })),
      ),
    setConflict: (owner, id, conflict) =>
      update(owner, id, (kept) => kept && { ...kept, conflict: withMine(conflict, valuesOfAll(kept.parts)), trouble: null }),
    refuse: (owner, id, refused) => update(owner, id, (kept) => kept && { ...kept, refused, trouble: null }),
    postpone: (owner, id, trouble) => update(owner, id, (kept) => kept && { ...kept, trouble }),
    settle: (owner, id, left) =>
      update(owner, id, (kept) => left && { id, ...left, conflict: null, refused: null, snapshot: kept?.snapshot }),
    async giveUp(owner, id) {
      let given: KeptEdit | undefined;
      await update(owner, id, (kept) => {
        given = kept;
        return null;
      });
      return given;
    },
    takeBack: (owner, given) => update(owner, given.id, (kept) => (kept ? withSince(given, kept) : given)),
    async clear(owner) {
      await (await database()).delete('edits', rangeOf(owner));
    },
  };
}
