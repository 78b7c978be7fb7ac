import { signal, type ReadonlySignal } from '@preact/signals';
import type { ApplicationChanges, Problem } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { SignedOut, TryLater, type LaterReason } from '../../api/errors.ts';
import type { Owner } from '../../api/owner.ts';
import { applyChanges, mergeChanges } from '../../edits/changes.ts';
import { decideConflict } from '../../edits/decide-conflict.ts';
import { dueEdits } from '../../edits/due-edits.ts';
import type { EditConflict, Edits, EditTrouble, KeptEdit } from '../../edits/edits.ts';
import { valuesIn, valuesOf } from '../../edits/seen.ts';
import type { EditSent } from '../../edits/send-edit.ts';
import { sendEach } from '../../edits/send-edits.ts';
import { sendTogether } from '../../edits/send-together.ts';
import type { ApplicationRow, Library } from '../../library/library.ts';
import type { ListStore } from '../list/list-store.ts';

export interface EditStore {
  conflicts: ReadonlySignal<ReadonlyMap<string, EditConflict>>;
  /** Applications on whose changes the server fails, and on nothing else: kept, and sent again by themselves. */
  troubles: ReadonlySignal<ReadonlyMap<string, EditTrouble>>;
  /** Applications with changes that the server has not accepted yet. */
  unsent: ReadonlySignal<ReadonlySet<string>>;
  /** Why the last sending stopped. */
  stopped: ReadonlySignal<LaterReason | 'signed_out' | null>;
  /** Reads what is kept on this device, by this page or by others; before that, nothing of it is shown. */
  load: () => Promise<void>;
  /** Shows the change at once and sends it; resolves when it was accepted, refused, or kept for later. Never rejects for the network. */
  edit: (id: string, changes: ApplicationChanges) => Promise<void>;
  /** As `edit`, for many at once: shown in one go. Resolves to how many of them are left to the person: in conflict with another device. */
  editAll: (changes: ReadonlyMap<string, ApplicationChanges>) => Promise<number>;
  /** Takes back what `editAll` made: to the values before where it was done, and out of what waits where it was left to the person. */
  takeBack: (made: ReadonlyMap<string, ApplicationChanges>, before: ReadonlyMap<string, ApplicationChanges>) => Promise<void>;
  /** Gives up what waits of one application, which is again as the server has it; resolves to the way back. */
  giveUp: (id: string) => Promise<() => Promise<void>>;
  /** Keeps mine in the named fields and takes theirs in the others. */
  resolve: (id: string, mine: ReadonlySet<string>) => Promise<void>;
  /** Sends again what was kept; at best right after the library was brought up to date. `now`: also what rests after the server failed on it. */
  retry: (hurry?: 'no' | 'now') => Promise<void>;
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
  const troubles = signal<ReadonlyMap<string, EditTrouble>>(new Map());
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
    troubles.value = new Map([...kept].flatMap(([id, { trouble }]) => (trouble ? [[id, trouble] as const] : [])));
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
    await edits.settle(owner, id, null);
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
  async function take(all: Iterable<readonly [string, EditSent | null]>): Promise<void> {
    const rows: ApplicationRow[] = [];
    for (const [id, sent] of all) {
      await readAgain(id);
      if (sent && 'refused' in sent) await tellRefusal(id, sent.refused);
      if (sent && 'accepted' in sent) rows.push(sent.accepted);
      if (sent && !('postponed' in sent)) stopped.value = null;
    }
    list.put(rows.map(overlay));
    tell();
  }

  /** What many have in common goes in one request; `together` are those, as `sendTogether` wants them named. */
  async function sendAll(ids: readonly string[], together: readonly string[] | null): Promise<void> {
    const sending = { edits, api, library, owner };
    try {
      const sent = ids.length > 1 ? await sendTogether(sending, together) : new Map<string, EditSent>();
      await take(sent);
      const left = ids.filter((id) => !sent.has(id));
      await sendEach(sending, left, (id, one) => take([[id, one]]));
    } catch (error) {
      keepFor(error);
    } finally {
      tell();
    }
  }

  async function retry(hurry: 'no' | 'now' = 'no'): Promise<void> {
    stopped.value = null;
    const due = dueEdits(kept.values(), hurry, Date.now());
    await sendAll(
      due.map(({ id }) => id),
      null,
    );
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

  async function editAll(all: ReadonlyMap<string, ApplicationChanges>): Promise<number> {
    const begun = await begin(all);
    const wasStopped = stopped.value !== null;
    stopped.value = null;
    await sendAll(begun, begun);
    if (wasStopped && stopped.value === null) await onReached();
    return begun.filter((id) => conflicts.value.has(id)).length;
  }

  /** After what is kept of it was changed on the disk. */
  async function showAgain(id: string): Promise<void> {
    await readAgain(id);
    const row = known.get(id) ?? list.find(id);
    if (row) show(row);
    tell();
  }

  /** Shows what is left of an edit after the person decided, above what they decided on, and sends it. */
  async function goOn(id: string, seen: ApplicationRow): Promise<void> {
    await readAgain(id);
    show(seen);
    tell();
    if (kept.has(id)) await sendAll([id], [id]);
  }

  return {
    conflicts,
    troubles,
    unsent,
    stopped,
    load,
    retry,
    overlay,
    edit: async (id, changes) => void (await editAll(new Map([[id, changes]]))),
    editAll,
    async takeBack(made, before) {
      const undone = new Map(before);
      for (const [id, changes] of made) {
        const line = kept.get(id);
        if (!line?.conflict) continue;
        // Nobody has it yet, and to write the value before would be a wish that the person never had.
        undone.delete(id);
        const at = line.parts.findLastIndex((part) => JSON.stringify(part) === JSON.stringify(changes));
        const others = <Of>(all: readonly Of[] = []) => all.filter((_one, index) => index !== at);
        const { basedOn, parts, seen } = line;
        const left = parts.length > 1 ? { basedOn, parts: others(parts), seen: others(seen) } : null;
        await edits.settle(owner, id, left);
        await library.put(line.conflict.current);
        await goOn(id, line.conflict.current);
      }
      await editAll(undone);
    },
    async giveUp(id) {
      const given = await edits.giveUp(owner, id);
      await showAgain(id);
      return async () => {
        if (given) await edits.takeBack(owner, given);
        await showAgain(id);
      };
    },
    async resolve(id, mine) {
      const current = kept.get(id)?.conflict?.current;
      if (!current) return;
      await decideConflict({ edits, library, owner }, id, mine);
      await goOn(id, current);
    },
  };
}
