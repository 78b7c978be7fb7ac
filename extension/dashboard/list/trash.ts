import { BULK_IDS } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import type { ApplicationRow, Library } from '../../library/library.ts';
import { text, textCount } from '../../texts/text.ts';
import type { Toasts } from '../../ui/toasts.ts';
import type { Undo } from '../undo.ts';
import type { ListStore } from './list-store.ts';

interface TrashOptions {
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'putAll'>;
  list: Pick<ListStore, 'put'>;
  toasts: Pick<Toasts, 'show'>;
  undo: Pick<Undo, 'offer'>;
  /** Asks the server what changed. */
  sync: () => Promise<void>;
  now: () => number;
}

/** Moves applications to the trash at once and offers to take them out again for ten seconds. */
export function createTrash({ api, library, list, toasts, undo, sync, now }: TrashOptions) {
  /** Moves all of them in or out, 500 with each request; rows for which it failed come back. */
  async function move(action: 'delete' | 'restore', rows: readonly ApplicationRow[]): Promise<ApplicationRow[]> {
    const failed: ApplicationRow[] = [];
    for (let from = 0; from < rows.length; from += BULK_IDS) {
      const some = rows.slice(from, from + BULK_IDS);
      try {
        const { items, missing, more } = await api.call('bulkEdit', { body: { ids: some.map(({ id }) => id), action } });
        await library.putAll(items);
        // Moved too, but too much to be told at once.
        if (more) await sync();
        // Gone already is what deleting wanted.
        if (action === 'restore') failed.push(...some.filter(({ id }) => missing.includes(id)));
      } catch (error) {
        if (!(error instanceof ProblemError || error instanceof TryLater || error instanceof SignedOut)) throw error;
        failed.push(...some);
      }
    }
    return failed;
  }

  async function restore(rows: readonly ApplicationRow[]): Promise<void> {
    list.put(rows);
    const failed = await move('restore', rows);
    if (failed.length === 0) return;
    list.put(trashed(failed));
    toasts.show({ message: textCount('restoreFailed', failed.length), action: { label: text('retry'), run: () => void restore(failed) } });
  }

  function trashed(rows: readonly ApplicationRow[]): ApplicationRow[] {
    const deletedAt = new Date(now()).toISOString();
    return rows.map((row) => ({ ...row, deletedAt }));
  }

  return {
    /** Takes them out of the trash again. */
    restore: (rows: readonly ApplicationRow[]) => restore(rows.map((row) => ({ ...row, deletedAt: null }))),
    /** Resolves when the server has answered for every row. */
    async remove(rows: readonly ApplicationRow[]): Promise<void> {
      if (rows.length === 0) return;
      list.put(trashed(rows));
      const removing = move('delete', rows);
      undo.offer({
        message: rows.length === 1 && rows[0] ? text('deletedTitle', { title: rows[0].posting.title }) : textCount('deleted', rows.length),
        // Restoring waits for the deletion: in the other order the deletion would win.
        undo: () => removing.then((failed) => restore(rows.filter((row) => !failed.includes(row)))),
      });
      const failed = await removing;
      if (failed.length === 0) return;
      list.put(failed);
      toasts.show({ message: textCount('deleteFailed', failed.length) });
    },
  };
}
export type Trash = ReturnType<typeof createTrash>;
