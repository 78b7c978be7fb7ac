import type { Api } from '../../api/client.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import type { ApplicationRow, Library } from '../../library/library.ts';
import { text, textCount } from '../../texts/text.ts';
import type { Toasts } from '../../ui/toasts.ts';
import type { Undo } from '../undo.ts';
import type { ListStore } from './list-store.ts';

interface TrashOptions {
  api: Pick<Api, 'call'>;
  library: Pick<Library, 'put'>;
  list: Pick<ListStore, 'put'>;
  toasts: Pick<Toasts, 'show'>;
  undo: Pick<Undo, 'offer'>;
  now: () => number;
}

/** The server is one database connection per request: more at once would only wait there. */
const AT_ONCE = 4;

/** Moves applications to the trash at once and offers to take them out again for ten seconds. */
export function createTrash({ api, library, list, toasts, undo, now }: TrashOptions) {
  /** Calls one endpoint for every row; rows for which it failed come back. */
  async function each(name: 'deleteApplication' | 'restoreApplication', rows: readonly ApplicationRow[]): Promise<ApplicationRow[]> {
    const left = [...rows];
    const failed: ApplicationRow[] = [];
    const work = async () => {
      for (let row = left.shift(); row; row = left.shift()) {
        try {
          await library.put(await api.call(name, { params: { id: row.id } }));
        } catch (error) {
          // Gone already is what deleting wanted.
          if (error instanceof ProblemError && error.problem.code === 'not_found' && name === 'deleteApplication') continue;
          if (!(error instanceof ProblemError || error instanceof TryLater || error instanceof SignedOut)) throw error;
          failed.push(row);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, work));
    return failed;
  }

  async function restore(rows: readonly ApplicationRow[]): Promise<void> {
    list.put(rows);
    const failed = await each('restoreApplication', rows);
    if (failed.length === 0) return;
    list.put(trashed(failed));
    toasts.show({ message: textCount('restoreFailed', failed.length), action: { label: text('retry'), run: () => void restore(failed) } });
  }

  function trashed(rows: readonly ApplicationRow[]): ApplicationRow[] {
    const deletedAt = new Date(now()).toISOString();
    return rows.map((row) => ({ ...row, deletedAt }));
  }

  return {
    /** Resolves when the server has answered for every row. */
    async remove(rows: readonly ApplicationRow[]): Promise<void> {
      if (rows.length === 0) return;
      list.put(trashed(rows));
      const removing = each('deleteApplication', rows);
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
