import { signal, type ReadonlySignal } from '@preact/signals';
import * as v from 'valibot';
import { Application, type ApplicationChanges, type FieldConflict, type Problem } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { ProblemError, SignedOut, TryLater, type LaterReason } from '../../api/errors.ts';
import type { ApplicationRow, Library } from '../../library/library.ts';
import type { ListStore } from '../list/list-store.ts';
import { applyChanges, mergeChanges, withoutField } from './changes.ts';
import type { createKeptEdits } from './kept-edits.ts';

/** The same fields were changed here and elsewhere; the person decides field by field. */
export interface EditConflict {
  fields: readonly FieldConflict[];
  /** What was to be sent. */
  changes: ApplicationChanges;
  /** The application as the server has it now. */
  current: Application;
}

export interface EditStore {
  conflicts: ReadonlySignal<ReadonlyMap<string, EditConflict>>;
  /** Applications with changes that the server has not accepted yet. */
  unsent: ReadonlySignal<ReadonlySet<string>>;
  /** Why the last sending stopped. */
  stopped: ReadonlySignal<LaterReason | 'signed_out' | null>;
  /** Shows the change at once and sends it; resolves when it was accepted, refused, or kept for later. Never rejects for the network. */
  edit: (id: string, changes: ApplicationChanges) => Promise<void>;
  /** Keeps mine in the named fields and takes theirs in the others. */
  resolve: (id: string, mine: ReadonlySet<string>) => Promise<void>;
  /** Sends again what was kept. */
  retry: () => Promise<void>;
  /** A row from the library with what this device changed since. */
  overlay: (row: ApplicationRow) => ApplicationRow;
}

interface Line {
  /** The change number that the person saw when changing. */
  basedOn: number;
  waiting: ApplicationChanges | null;
  sending: ApplicationChanges | null;
}

interface EditStoreOptions {
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'put'>;
  list: Pick<ListStore, 'find' | 'put'>;
  kept: ReturnType<typeof createKeptEdits>;
  onAccepted?: () => void;
  onRefused: (row: ApplicationRow, problem: Problem) => void;
}

/** Edits: optimistic, one at a time per application, merged by the server, kept on this device until it accepted them. */
export function createEditStore({ api, library, list, kept, onAccepted, onRefused }: EditStoreOptions): EditStore {
  const conflicts = signal<ReadonlyMap<string, EditConflict>>(new Map());
  const unsent = signal<ReadonlySet<string>>(new Set());
  const stopped = signal<LaterReason | 'signed_out' | null>(null);
  const lines = new Map<string, Line>();
  /** As the server last told; the list holds what the person sees. */
  const known = new Map<string, ApplicationRow>();

  for (const [id, { basedOn, changes }] of Object.entries(kept.load())) lines.set(id, { basedOn, waiting: changes, sending: null });
  keep();

  function keep(): void {
    const open = [...lines].flatMap(([id, { basedOn, sending, waiting }]) => {
      const changes = mergeChanges(sending, waiting);
      return changes === null ? [] : [[id, { basedOn, changes }] as const];
    });
    kept.save(Object.fromEntries(open));
    unsent.value = new Set(open.map(([id]) => id));
  }
  function setConflict(id: string, conflict: EditConflict | null): void {
    const next = new Map(conflicts.value);
    if (conflict) next.set(id, conflict);
    else next.delete(id);
    conflicts.value = next;
  }
  function overlay(row: ApplicationRow): ApplicationRow {
    known.set(row.id, row);
    const line = lines.get(row.id);
    return line ? applyChanges(row, mergeChanges(line.sending, line.waiting)) : row;
  }
  function show(row: ApplicationRow): void {
    list.put([overlay(row)]);
  }

  async function pump(id: string): Promise<void> {
    const line = lines.get(id);
    if (!line || line.sending || !line.waiting || conflicts.value.has(id)) return;
    line.sending = line.waiting;
    line.waiting = null;
    try {
      const accepted = await api.call('editApplication', { params: { id }, body: { basedOn: line.basedOn, changes: line.sending } });
      line.sending = null;
      line.basedOn = accepted.changeNumber;
      stopped.value = null;
      if (line.waiting === null) lines.delete(id);
      await library.put(accepted);
      show(accepted);
      onAccepted?.();
    } catch (error) {
      stop(id, line, error);
    } finally {
      keep();
    }
    // Typed while the first was on its way.
    if (stopped.value === null) await pump(id);
  }

  function stop(id: string, line: Line, error: unknown): void {
    const changes = mergeChanges(line.sending, line.waiting);
    if (error instanceof TryLater || error instanceof SignedOut) {
      line.sending = null;
      line.waiting = changes;
      stopped.value = error instanceof TryLater ? error.reason : 'signed_out';
      return;
    }
    if (!(error instanceof ProblemError)) throw error;
    const current = v.safeParse(Application, error.problem.current);
    if (error.problem.code === 'conflict' && current.success && changes !== null) {
      line.sending = null;
      line.waiting = changes;
      setConflict(id, { fields: error.problem.conflicts ?? [], changes, current: current.output });
      return;
    }
    lines.delete(id);
    const before = known.get(id);
    if (before) {
      list.put([before]);
      onRefused(before, error.problem);
    }
  }

  async function retry(): Promise<void> {
    stopped.value = null;
    for (const id of lines.keys()) {
      await pump(id);
      if (stopped.value !== null) return;
    }
  }

  return {
    conflicts,
    unsent,
    retry,
    stopped,
    overlay,
    async edit(id, changes) {
      const shown = list.find(id);
      if (!shown) return;
      if (!known.has(id)) known.set(id, shown);
      const line = lines.get(id) ?? { basedOn: shown.changeNumber, waiting: null, sending: null };
      line.waiting = mergeChanges(line.waiting, changes);
      lines.set(id, line);
      list.put([applyChanges(shown, changes)]);
      keep();
      await pump(id);
      // The way to the server is open again: what waited goes along.
      if (stopped.value === null && unsent.value.size > 0) await retry();
    },
    async resolve(id, mine) {
      const conflict = conflicts.value.get(id);
      if (!conflict) return;
      let changes: ApplicationChanges | null = lines.get(id)?.waiting ?? conflict.changes;
      for (const { field } of conflict.fields) if (!mine.has(field) && changes !== null) changes = withoutField(changes, field);
      if (changes === null) lines.delete(id);
      else lines.set(id, { basedOn: conflict.current.changeNumber, waiting: changes, sending: null });
      setConflict(id, null);
      keep();
      await library.put(conflict.current);
      show(conflict.current);
      await pump(id);
    },
  };
}
