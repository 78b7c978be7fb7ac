import type { DBSchema } from 'idb';
import { v7 as uuidv7 } from 'uuid';
import type { SaveApplicationInput } from '../../contract/application.ts';
import type { Problem } from '../../contract/problem.ts';
import type { LaterReason } from '../api/errors.ts';
import { type Owner, sameOwner } from '../api/owner.ts';
import { createDatabase } from '../database/database.ts';
import { fitBody } from './fit-body.ts';

/** Something saved here that the server has not accepted yet. */
export interface OutboxEntry {
  /** The application's id, made here (UUIDv7): sending again changes nothing. */
  id: string;
  /** Whose it is, since the moment of saving; `null` was saved before anybody signed in, and the first who does gets it. */
  owner: Owner | null;
  body: SaveApplicationInput;
  savedAt: string;
  /** `waiting` to be sent · `parked`: refused, the person decides · `withdrawn`: undone after it may have been sent, so the server is to be told. */
  state: 'waiting' | 'parked' | 'withdrawn';
  /** Times that sending was begun. */
  attempts: number;
  /** Milliseconds since the epoch; `null` before the first attempt. */
  lastAttemptAt: number | null;
  /** Set where the trouble may lie in this very entry: not to be sent before, milliseconds since the epoch. */
  notBefore: number | null;
  lastError: LaterReason | null;
  /** Why it was refused; only a parked entry has one. */
  problem: Problem | null;
}

/** Sending to a server rests: it, or the way there, did not work. Times are milliseconds since the epoch by the clock of this device. */
export interface Pause {
  reason: LaterReason;
  /** When the last attempt failed. */
  since: number;
  until: number;
  /** Failed flushes in a row. */
  failures: number;
  /** The server itself said how long. */
  asked: boolean;
}

export interface OutboxCount {
  waiting: number;
  parked: number;
}

/** What is saved but not accepted yet. Every verb resolves when its transaction is on disk. */
export interface Outbox {
  /** Resolves only after the entry is safely on disk; rejects (`QuotaExceededError` …) where it is not saved. */
  add(owner: Owner | null, body: SaveApplicationInput): Promise<OutboxEntry>;
  /** Everything of this owner that is to be sent, in the order it was saved. */
  oldestFirst(owner: Owner): Promise<OutboxEntry[]>;
  /** Gives what was saved before any sign-in to this owner. */
  claim(owner: Owner): Promise<void>;
  /** Marks that sending begins; nothing where the entry was removed or parked meanwhile. */
  begin(id: string, at: number): Promise<OutboxEntry | undefined>;
  /** The server has it: removes the entry. `false` where it was withdrawn meanwhile, and the server is still to be told. */
  accept(id: string): Promise<boolean>;
  postpone(id: string, lastError: LaterReason, notBefore: number | null): Promise<void>;
  park(id: string, problem: Problem): Promise<void>;
  /** A parked entry waits again; one whose id the server holds for something else gets a new id, so that both are kept. */
  retry(id: string): Promise<void>;
  /** Changes what will be sent, and sends it again where it was refused. `false` where it may be on the server already. */
  edit(id: string, body: SaveApplicationInput): Promise<boolean>;
  /** Undoes a save, also one that was sent or accepted already: then a `withdrawn` entry stays until the server was told. */
  withdraw(entry: Pick<OutboxEntry, 'id' | 'owner' | 'savedAt'>): Promise<void>;
  remove(id: string): Promise<void>;
  /** Every entry of every owner, in the order it was saved. */
  all(): Promise<OutboxEntry[]>;
  pause(server: string): Promise<Pause | null>;
  setPause(server: string, pause: Pause | null): Promise<void>;
  /** Of one owner, with what nobody claimed yet. */
  count(owner: Owner | null): Promise<OutboxCount>;
}

interface Kept extends OutboxEntry {
  /** Given by the database: the order of saving, whatever the clock did. */
  sequence?: number;
}

interface OutboxDatabase extends DBSchema {
  entries: { key: number; value: Kept; indexes: { id: string } };
  pauses: { key: string; value: Pause };
}

function present(kept: Kept): OutboxEntry {
  const entry = { ...kept };
  delete entry.sequence;
  return entry;
}

/** Only the id is still needed, to tell the server. */
const TAKEN_BACK: SaveApplicationInput = { posting: { title: '', company: '', url: '' } };

export function openOutbox(): Outbox {
  const database = createDatabase<OutboxDatabase>('jackdaw-outbox', 1, (db) => {
    db.createObjectStore('entries', { keyPath: 'sequence', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    db.createObjectStore('pauses');
  });

  /** Changes one entry in one strict transaction; `change` gives its next state, `'remove'`, or nothing to leave it. */
  async function update(id: string, change: (entry: Kept) => Kept | 'remove' | undefined): Promise<Kept | undefined> {
    const transaction = (await database()).transaction('entries', 'readwrite', { durability: 'strict' });
    const entry = await transaction.store.index('id').get(id);
    const next = entry && change(entry);
    let write: Promise<unknown> | undefined;
    if (next === 'remove') {
      if (entry?.sequence !== undefined) write = transaction.store.delete(entry.sequence);
    } else if (next) write = transaction.store.put(next);
    await Promise.all([write, transaction.done]);
    return next === 'remove' ? undefined : next;
  }

  async function insert(entry: OutboxEntry): Promise<void> {
    const transaction = (await database()).transaction('entries', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.add(entry), transaction.done]);
  }

  async function all(): Promise<OutboxEntry[]> {
    return (await (await database()).getAll('entries')).map(present);
  }

  const again = { state: 'waiting', attempts: 0, lastAttemptAt: null, notBefore: null, lastError: null, problem: null } as const;

  return {
    all,
    async add(owner, body) {
      const entry: OutboxEntry = { id: uuidv7(), owner, body: fitBody(body), savedAt: new Date().toISOString(), ...again };
      await insert(entry);
      return entry;
    },
    async oldestFirst(owner) {
      return (await all()).filter((entry) => entry.state !== 'parked' && sameOwner(entry.owner, owner));
    },
    async claim(owner) {
      const transaction = (await database()).transaction('entries', 'readwrite', { durability: 'strict' });
      for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue())
        if (cursor.value.owner === null) await cursor.update({ ...cursor.value, owner });
      await transaction.done;
    },
    async begin(id, at) {
      const begun = await update(id, (entry) =>
        entry.state === 'parked' ? undefined : { ...entry, attempts: entry.attempts + 1, lastAttemptAt: at },
      );
      return begun && present(begun);
    },
    async accept(id) {
      return (await update(id, (entry) => (entry.state === 'withdrawn' ? entry : 'remove'))) === undefined;
    },
    async postpone(id, lastError, notBefore) {
      await update(id, (entry) => ({ ...entry, lastError, notBefore }));
    },
    async park(id, problem) {
      await update(id, (entry) => (entry.state === 'withdrawn' ? 'remove' : { ...entry, state: 'parked', problem, notBefore: null }));
    },
    async retry(id) {
      await update(id, (entry) => {
        if (entry.state !== 'parked') return { ...entry, notBefore: null };
        return { ...entry, ...again, id: entry.problem?.code === 'id_reused' ? uuidv7() : id };
      });
    },
    async edit(id, body) {
      const edited = await update(id, (entry) => {
        const mayBeSent = entry.state === 'withdrawn' || (entry.state === 'waiting' && entry.attempts > 0);
        if (mayBeSent) return undefined;
        return { ...entry, ...again, id: entry.problem?.code === 'id_reused' ? uuidv7() : id, body: fitBody(body) };
      });
      return edited !== undefined;
    },
    async withdraw(entry) {
      let found = false;
      await update(entry.id, (kept) => {
        found = true;
        return kept.state === 'parked' || kept.attempts === 0
          ? 'remove'
          : { ...kept, body: TAKEN_BACK, state: 'withdrawn', notBefore: null };
      });
      const { id, owner, savedAt } = entry;
      if (!found) await insert({ id, owner, savedAt, body: TAKEN_BACK, ...again, state: 'withdrawn' });
    },
    async remove(id) {
      await update(id, () => 'remove');
    },
    async pause(server) {
      return (await (await database()).get('pauses', server)) ?? null;
    },
    async setPause(server, pause) {
      const db = await database();
      await (pause === null ? db.delete('pauses', server) : db.put('pauses', pause, server));
    },
    async count(owner) {
      const ours = (await all()).filter((entry) => entry.owner === null || sameOwner(entry.owner, owner));
      const inState = (state: OutboxEntry['state']) => ours.filter((entry) => entry.state === state).length;
      return { waiting: inState('waiting'), parked: inState('parked') };
    },
  };
}
