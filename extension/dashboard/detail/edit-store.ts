import { signal, type ReadonlySignal } from '@preact/signals';
import type { ApplicationChanges, Problem } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { SignedOut, TryLater, type LaterReason } from '../../api/errors.ts';
import type { Owner } from '../../api/owner.ts';
import { applyChanges, mergeChanges, withoutField } from '../../edits/changes.ts';
import { changesOf, type EditConflict, type Edits, type KeptEdit } from '../../edits/edits.ts';
import { valuesIn, valuesOf } from '../../edits/seen.ts';
import { sendEdit } from '../../edits/send-edit.ts';
import { sendTogether } from '../../edits/send-together.ts';
import type { ApplicationRow, Library } from '../../library/library.ts';
import type { ListStore } from '../list/list-store.ts';

export interface EditStore {
  conflicts: ReadonlySignal<ReadonlyMap<string, EditConflict>>;
  /** Applications with changes that the server has not accepted yet. */
  unsent: ReadonlySignal<ReadonlySet<string>>;
  /** Why the last sending stopped. */
  stopped: ReadonlySignal<LaterReason | 'signed_out' | null>;
  /** Reads what is kept on this device, by this page or by others; before that, nothing of it is shown. */
  load: () => Promise<void>;
  /** Shows the change at once and sends it; resolves when it was accepted, refused, or kept for later. Never rejects for the network. */
  edit: (id: string, changes: ApplicationChanges) => Promise<void>;
  /** As `edit`, for many at once: shown in one go. */
  editAll: (changes: ReadonlyMap<string, ApplicationChanges>) => Promise<void>;
  /** Keeps mine in the named fields and takes theirs in the others. */
  resolve: (id: string, mine: ReadonlySet<string>) => Promise<void>;
  /** Sends again what was kept; at best right after the library was brought up to date. */
  retry: () => Promise<void>;
  /** A row from the library with what this device changed since. */
  overlay: (row: ApplicationRow) => ApplicationRow;
}

interface EditStoreOptions {
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'get' | 'put' | 'putAll'>;
  list: Pick<ListStore, 'find' | 'put'>;
  edits: Edits;
  owner: Owner;
  onRefused: (row: ApplicationRow, problem: Problem) => void;
  /** This device could not write changes of these rows, which are as they were. */
  onUnwritten: (rows: readonly ApplicationRow[]) => void;
  /** After it could not be reached, the server answers again. */
  onReached: () => Promise<void>;
}

/** Edits: optimistic, one at a time per application, merged by the server, kept on this device until it accepted them. */
export function createEditStore({ api, library, list, edits, owner, onRefused, onUnwritten, onReached }: EditStoreOptions): EditStore {
  const conflicts = signal<ReadonlyMap<string, EditConflict>>(new Map());
  const unsent = signal<ReadonlySet<string>>(new Set());
  const stopped = signal<LaterReason | 'signed_out' | null>(null);
  /** As it stands on the disk. */
  const kept = new Map<string, KeptEdit>();
  /** Shown already, and still being written. */
  const writing = new Map<string, ApplicationChanges[]>();
  /** As the server last told; the list holds what the person sees. */
  const known = new Map<string, ApplicationRow>();

  function tell(): void {
    unsent.value = new Set([...kept.keys(), ...writing.keys()]);
    conflicts.value = new Map([...kept].flatMap(([id, { conflict }]) => (conflict ? [[id, conflict] as const] : [])));
  }
  function overlay(row: ApplicationRow): ApplicationRow {
    known.set(row.id, row);
    const line = kept.get(row.id);
    return applyChanges(
      row,
      [...(line?.parts ?? []), ...(writing.get(row.id) ?? [])].reduce<ApplicationChanges | null>(mergeChanges, null),
    );
  }
  function show(row: ApplicationRow): void {
    list.put([overlay(row)]);
  }

  /** A refusal is told once, and the row is again as the server has it. */
  async function tellRefusal(id: string, problem: Problem): Promise<void> {
    await edits.settle(owner, id, 0, null);
    kept.delete(id);
    const before = known.get(id) ?? list.find(id);
    if (!before) return;
    list.put([before]);
    onRefused(before, problem);
  }

  async function load(): Promise<void> {
    const all = await edits.all(owner);
    kept.clear();
    for (const line of all) kept.set(line.id, line);
    for (const { id, refused } of all) if (refused) await tellRefusal(id, refused);
    tell();
  }
  async function readAgain(id: string): Promise<void> {
    const line = await edits.get(owner, id);
    if (line) kept.set(id, line);
    else kept.delete(id);
  }

  /** Everything is still here, for later. */
  function keepFor(error: unknown): void {
    if (!(error instanceof TryLater || error instanceof SignedOut)) throw error;
    stopped.value = error instanceof TryLater ? error.reason : 'signed_out';
  }
  async function send(id: string): Promise<void> {
    try {
      const sent = await sendEdit({ edits, api, library, owner }, id);
      await readAgain(id);
      if (sent && 'refused' in sent) await tellRefusal(id, sent.refused);
      if (sent && 'accepted' in sent) {
        stopped.value = null;
        show(sent.accepted);
      }
    } catch (error) {
      keepFor(error);
    } finally {
      tell();
    }
  }

  /** What many have in common goes in one request; `together` are those, as `sendTogether` wants them named. */
  async function sendAll(ids: readonly string[], together: readonly string[] | null): Promise<void> {
    const done = new Set<string>();
    try {
      if (ids.length > 1) {
        const accepted = await sendTogether({ edits, api, library, owner }, together);
        for (const { id } of accepted) await readAgain(id);
        list.put(accepted.map(overlay));
        for (const { id } of accepted) done.add(id);
      }
    } catch (error) {
      keepFor(error);
      return;
    } finally {
      tell();
    }
    for (const id of ids) {
      if (!done.has(id)) await send(id);
      if (stopped.value !== null) return;
    }
  }

  async function retry(): Promise<void> {
    stopped.value = null;
    const ids = [...kept.values()].flatMap(({ id, conflict }) => (conflict === null ? [id] : []));
    await sendAll(ids, null);
  }

  /** Puts changes before the person at once, and on this device; nothing is sent yet. */
  async function begin(all: ReadonlyMap<string, ApplicationChanges>): Promise<string[]> {
    const additions = [...all].flatMap(([id, changes]) => {
      const shown = list.find(id);
      if (!shown) return [];
      if (!known.has(id)) known.set(id, shown);
      writing.set(id, [...(writing.get(id) ?? []), changes]);
      return [{ id, basedOn: shown.changeNumber, changes, seen: valuesIn(shown, Object.keys(valuesOf(changes))), shown }];
    });
    list.put(additions.map(({ shown, changes }) => applyChanges(shown, changes)));
    tell();
    let isWritten = false;
    try {
      await edits.add(
        owner,
        additions.map(({ id, basedOn, changes, seen }) => ({ id, basedOn, changes, seen })),
      );
      for (const { id } of additions) await readAgain(id);
      isWritten = true;
    } catch (error) {
      // The disk is full, or the browser keeps it closed; anything else is a bug.
      if (!(error instanceof DOMException)) throw error;
    } finally {
      for (const { id, changes } of additions) {
        const left = (writing.get(id) ?? []).filter((other) => other !== changes);
        if (left.length > 0) writing.set(id, left);
        else writing.delete(id);
      }
      tell();
    }
    if (isWritten) return additions.map(({ id }) => id);
    const rows = additions.map(({ id, shown }) => overlay(known.get(id) ?? shown));
    list.put(rows);
    onUnwritten(rows);
    return [];
  }

  async function editAll(all: ReadonlyMap<string, ApplicationChanges>): Promise<void> {
    const begun = await begin(all);
    const wasStopped = stopped.value !== null;
    stopped.value = null;
    await sendAll(begun, begun);
    if (wasStopped && stopped.value === null) await onReached();
  }

  return {
    conflicts,
    unsent,
    stopped,
    load,
    retry,
    overlay,
    edit: (id, changes) => editAll(new Map([[id, changes]])),
    editAll,
    async resolve(id, mine) {
      const line = kept.get(id);
      if (!line?.conflict) return;
      const { fields, current } = line.conflict;
      let changes = changesOf(line);
      for (const { field } of fields) if (!mine.has(field) && changes !== null) changes = withoutField(changes, field);
      await edits.settle(owner, id, current.changeNumber, changes);
      await readAgain(id);
      await library.put(current);
      show(current);
      tell();
      if (changes !== null) await send(id);
    },
  };
}
