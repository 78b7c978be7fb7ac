import type { Import, ImportRowPage } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { text, textCount } from '../../texts/text.ts';
import type { Toasts } from '../../ui/toasts.ts';
import type { ListStore } from '../list/list-store.ts';
import { reasonWord, refusalWord } from '../../texts/problem-words.ts';

interface ImportUndoOptions {
  api: Pick<Api, 'call'>;
  list: Pick<ListStore, 'applications' | 'find'>;
  toasts: Pick<Toasts, 'show'>;
  sync: () => Promise<void>;
}

const PAGE_ROWS = 1_000;

/** Taking a whole import back, and what that would leave. */
export function createImportUndo({ api, list, toasts, sync }: ImportUndoOptions) {
  return {
    /** Titles of what an undo will leave where it is, because it was changed since. A hint: the server decides. */
    async editedSince({ id, at }: Pick<Import, 'id' | 'at'>): Promise<string[]> {
      const rows = [...(list.applications.value?.values() ?? [])];
      const changed = new Map(rows.filter(({ updatedAt }) => updatedAt > at).map((row) => [row.id, row.posting.title]));
      const titles: string[] = [];
      let after: number | null = 0;
      try {
        while (after !== null && changed.size > titles.length) {
          const query = { after: String(after), limit: String(PAGE_ROWS) };
          const page: ImportRowPage = await api.call('listImportRows', { params: { id }, query });
          for (const row of page.items) {
            const title = row.verdict === 'new' && row.id !== null ? changed.get(row.id) : undefined;
            if (title !== undefined) titles.push(title);
          }
          after = page.after;
        }
      } catch (error) {
        if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      }
      return titles;
    },
    /** Resolves to whether it was done; tells what came of it. */
    async undoImport({ id }: Pick<Import, 'id'>): Promise<boolean> {
      try {
        const { removed, kept } = await api.call('undoImport', { params: { id } });
        await sync();
        const words = [textCount('importRemoved', removed), ...(kept > 0 ? [textCount('importKept', kept)] : [])];
        toasts.show({ message: words.join(' ') }, 8_000);
        return true;
      } catch (error) {
        if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
        const later = () => text('notDone', { reason: reasonWord(error instanceof TryLater ? error.reason : 'signed_out') });
        toasts.show({ message: error instanceof ProblemError ? refusalWord(error.problem) : later() }, 8_000);
        return false;
      }
    },
  };
}
export type ImportUndo = ReturnType<typeof createImportUndo>;
