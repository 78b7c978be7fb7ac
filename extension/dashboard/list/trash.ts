import { signal, type ReadonlySignal } from '@preact/signals';
import { BULK_IDS, type BodyInputOf, type endpoints } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { shows } from '../../edits/seen.ts';
import type { ApplicationRow, Library } from '../../library/library.ts';
import { text, textCount } from '../../texts/text.ts';
import type { Toasts } from '../../ui/toasts.ts';
import type { Undo } from '../undo.ts';
import type { ListStore } from './list-store.ts';

interface TrashOptions {
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'get' | 'putAll'>;
  list: Pick<ListStore, 'put'>;
  toasts: Pick<Toasts, 'show'>;
  undo: Pick<Undo, 'offer'>;
  /** Asks the server what changed. */
  sync: () => Promise<void>;
  /** A row as the server has it, with what was changed here since. */
  overlay: (row: ApplicationRow) => ApplicationRow;
  now: () => number;
}

interface Moved {
  failed: ApplicationRow[];
  changed: ApplicationRow[];
}

/** How far a restoring of more than one request is. */
interface Restoring {
  done: number;
  of: number;
}

/** Moves applications to the trash at once and offers to take them out again for ten seconds, and the other way round. */
export function createTrash({ api, library, list, toasts, undo, sync, overlay, now }: TrashOptions) {
  const restoring = signal<Restoring | null>(null);
  const asked = { cancel: false };

  /** One request. A server of before does not know what an edit may be based on, and then this side wins as it did. */
  async function ask(body: BodyInputOf<typeof endpoints.bulkEdit>) {
    try {
      return await api.call('bulkEdit', { body });
    } catch (error) {
      const isStrange = error instanceof ProblemError && error.problem.errors?.some(({ path }) => path === 'basedOn');
      if (!isStrange) throw error;
      return await api.call('bulkEdit', { body: { ids: body.ids, action: body.action } });
    }
  }

  /** The newest change number at which it stood as it is shown. */
  async function seenAt(row: ApplicationRow): Promise<number> {
    const known = await library.get(row.id);
    return known && shows(row, known) ? Math.max(known.changeNumber, row.changeNumber) : row.changeNumber;
  }

  /**
   * Moves all of them in or out, 500 with each request. Rows for which it `failed` come back, and so do those that somebody `changed` since
   * this list showed them, as they are now.
   */
  async function move(action: 'delete' | 'restore', rows: readonly ApplicationRow[]): Promise<Moved> {
    const moved: Moved = { failed: [], changed: [] };
    for (let from = 0; from < rows.length; from += BULK_IDS) {
      const some = rows.slice(from, from + BULK_IDS);
      const ids = some.map(({ id }) => id);
      try {
        const basedOn = action === 'delete' ? { basedOn: await Promise.all(some.map(seenAt)) } : {};
        const { items, missing, conflicts, more } = await ask({ ids, action, ...basedOn });
        await library.putAll(items);
        // Moved too, but too much to be told at once.
        if (more) await sync();
        // Gone already is what deleting wanted.
        if (action === 'restore') moved.failed.push(...some.filter(({ id }) => missing.includes(id)));
        const now = new Map(items.map((item) => [item.id, item]));
        const left = await Promise.all(conflicts.map(async ({ id }) => now.get(id) ?? (await library.get(id))));
        const changed = left.filter((one) => one !== undefined);
        // A newer number that tells nothing new: what was changed here, and answered while this was on its way.
        const own = changed.filter((item) => some.some((row) => row.id === item.id && shows(row, item)));
        const again = own.length > 0 ? await move(action, own) : { failed: [], changed: [] };
        moved.failed.push(...again.failed);
        moved.changed.push(...changed.filter((item) => !own.includes(item)), ...again.changed);
      } catch (error) {
        if (!(error instanceof ProblemError || error instanceof TryLater || error instanceof SignedOut)) throw error;
        moved.failed.push(...some);
      }
    }
    return moved;
  }

  /** Takes them out of the trash, 500 after 500, until it is cancelled or nobody answers. Resolves to those that are out. */
  async function restore(rows: readonly ApplicationRow[]): Promise<ApplicationRow[]> {
    const out: ApplicationRow[] = [];
    const left: ApplicationRow[] = [];
    asked.cancel = false;
    for (let from = 0; from < rows.length && !asked.cancel; from += BULK_IDS) {
      if (rows.length > BULK_IDS) restoring.value = { done: from, of: rows.length };
      const some = rows.slice(from, from + BULK_IDS).map((row) => ({ ...row, deletedAt: null }));
      list.put(some);
      const { failed } = await move('restore', some);
      list.put(trashed(failed));
      out.push(...some.filter((row) => !failed.includes(row)));
      // Where nobody answers, asking for the others is no use.
      const silent = failed.length === some.length;
      left.push(...(silent ? rows.slice(from) : failed));
      if (silent) break;
    }
    restoring.value = null;
    if (left.length > 0)
      toasts.show({ message: textCount('restoreFailed', left.length), action: { label: text('retry'), run: () => void restore(left) } });
    return out;
  }

  function trashed(rows: readonly ApplicationRow[]): ApplicationRow[] {
    const deletedAt = new Date(now()).toISOString();
    return rows.map((row) => ({ ...row, deletedAt }));
  }

  async function remove(rows: readonly ApplicationRow[], takesBack = false): Promise<void> {
    if (rows.length === 0) return;
    list.put(trashed(rows));
    const removing = move('delete', rows);
    const step = {
      message: told(rows),
      // Restoring waits for the deletion: in the other order the deletion would win.
      undo: () => removing.then((moved) => restore(without(rows, moved))).then(() => undefined),
    };
    const offer = takesBack ? null : undo.offer(step);
    const { failed, changed } = await removing;
    const done = without(rows, { failed, changed });
    list.put([...failed, ...changed.map(overlay)]);
    if (done.length === 0) offer?.withdraw();
    else if (done.length < rows.length) offer?.amend(told(done));
    if (failed.length > 0) toasts.show({ message: textCount('deleteFailed', failed.length) });
    if (changed.length > 0) {
      toasts.show({
        message: text('deleteLeft', { count: textCount('applications', changed.length) }),
        action: { label: text('deleteAnyway'), run: () => void remove(changed) },
      });
    }
  }

  return {
    /** Null while there is nothing to wait for. */
    restoring: restoring as ReadonlySignal<Restoring | null>,
    /** What is out stays out, the others stay in. */
    cancel: () => void (asked.cancel = true),
    /** Takes them out of the trash again, and offers to undo that; where it takes more than one request, when it is done. */
    async restore(rows: readonly ApplicationRow[]): Promise<void> {
      const leaving = restore(rows);
      const step = () => ({ message: toldOut(rows), undo: () => leaving.then((out) => remove(out, true)) });
      const offer = rows.length > BULK_IDS ? null : undo.offer(step());
      const out = await leaving;
      if (out.length === 0) offer?.withdraw();
      else if (offer === null) undo.offer({ ...step(), message: toldOut(out) });
      else if (out.length < rows.length) offer.amend(toldOut(out));
    },
    /** Resolves when the server has answered for every row. What was changed elsewhere since the row was shown is left, and told. */
    remove: (rows: readonly ApplicationRow[]) => remove(rows),
  };
}
export type Trash = ReturnType<typeof createTrash>;

function told(rows: readonly ApplicationRow[]): string {
  const [row] = rows;
  return rows.length === 1 && row ? text('deletedTitle', { title: row.posting.title }) : textCount('deleted', rows.length);
}

function toldOut(rows: readonly ApplicationRow[]): string {
  const [row] = rows;
  return rows.length === 1 && row ? text('restoredTitle', { title: row.posting.title }) : textCount('restored', rows.length);
}

function without(rows: readonly ApplicationRow[], { failed, changed }: Moved): ApplicationRow[] {
  const left = new Set([...failed, ...changed].map(({ id }) => id));
  return rows.filter(({ id }) => !left.has(id));
}
