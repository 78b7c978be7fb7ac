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

/** Moves applications to the trash at once and offers to take them out again for ten seconds. */
export function createTrash({ api, library, list, toasts, undo, sync, overlay, now }: TrashOptions) {
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

  async function restore(rows: readonly ApplicationRow[]): Promise<void> {
    list.put(rows);
    const { failed } = await move('restore', rows);
    if (failed.length === 0) return;
    list.put(trashed(failed));
    toasts.show({ message: textCount('restoreFailed', failed.length), action: { label: text('retry'), run: () => void restore(failed) } });
  }

  function trashed(rows: readonly ApplicationRow[]): ApplicationRow[] {
    const deletedAt = new Date(now()).toISOString();
    return rows.map((row) => ({ ...row, deletedAt }));
  }

  async function remove(rows: readonly ApplicationRow[]): Promise<void> {
    if (rows.length === 0) return;
    list.put(trashed(rows));
    const removing = move('delete', rows);
    const offer = undo.offer({
      message: told(rows),
      // Restoring waits for the deletion: in the other order the deletion would win.
      undo: () => removing.then((moved) => restore(without(rows, moved))),
    });
    const { failed, changed } = await removing;
    const done = without(rows, { failed, changed });
    list.put([...failed, ...changed.map(overlay)]);
    if (done.length === 0) offer.withdraw();
    else if (done.length < rows.length) offer.amend(told(done));
    if (failed.length > 0) toasts.show({ message: textCount('deleteFailed', failed.length) });
    if (changed.length > 0) {
      toasts.show({
        message: text('deleteLeft', { count: textCount('applications', changed.length) }),
        action: { label: text('deleteAnyway'), run: () => void remove(changed) },
      });
    }
  }

  return {
    /** Takes them out of the trash again. */
    restore: (rows: readonly ApplicationRow[]) => restore(rows.map((row) => ({ ...row, deletedAt: null }))),
    /** Resolves when the server has answered for every row. What was changed elsewhere since the row was shown is left, and told. */
    remove,
  };
}
export type Trash = ReturnType<typeof createTrash>;

function told(rows: readonly ApplicationRow[]): string {
  const [row] = rows;
  return rows.length === 1 && row ? text('deletedTitle', { title: row.posting.title }) : textCount('deleted', rows.length);
}

function without(rows: readonly ApplicationRow[], { failed, changed }: Moved): ApplicationRow[] {
  const left = new Set([...failed, ...changed].map(({ id }) => id));
  return rows.filter(({ id }) => !left.has(id));
}
