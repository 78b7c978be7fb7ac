import { signal, type ReadonlySignal } from '@preact/signals';
import type { Problem } from '../../contract/index.ts';
import type { Api } from '../api/client.ts';
import type { Owner } from '../api/owner.ts';
import type { ApplicationRow, Library } from '../library/library.ts';
import type { Stopped } from '../messages/messages.ts';
import { refusalWord } from '../texts/problem-words.ts';
import { text, textCount } from '../texts/text.ts';
import type { Toasts } from '../ui/toasts.ts';
import { createEditStore, type EditStore } from './detail/edit-store.ts';
import { createActions, type Actions } from './actions.ts';
import { adoptKeptEdits } from './detail/kept-edits.ts';
import { adoptNoteDrafts } from './detail/note-draft.ts';
import { createExportStore, type ExportStore } from './export/export-store.ts';
import { createImportStore, type ImportStore } from './import/import-store.ts';
import { createImportUndo, type ImportUndo } from './import/undo-import.ts';
import { createEventStore, type EventStore } from './insights/event-store.ts';
import { createListStore, type ListStore } from './list/list-store.ts';
import { createTrash, type Trash } from './list/trash.ts';
import { createCellEditing, type CellEditing } from './list/cell-editing.ts';
import { createViews, type Views } from './list/views.ts';
import type { Services } from './services.ts';
import { createUndo, type Undo } from './undo.ts';

/** Everything of one signed-in owner; another sign-in gets another one. */
export interface Workspace extends ImportUndo {
  owner: Owner;
  api: Api;
  library: Library;
  list: ListStore;
  edits: EditStore;
  trash: Trash;
  undo: Undo;
  /** Everything a person does to applications that can be taken back. */
  actions: Actions;
  views: Views;
  cellEditing: CellEditing;
  exports: ExportStore;
  imports: ImportStore;
  events: EventStore;
  syncing: ReadonlySignal<boolean>;
  /** Why the last sync ended early; null where the list is up to date. */
  stopped: ReadonlySignal<Stopped>;
  /** Reads the library, then asks the server once what changed. */
  open: () => Promise<void>;
  sync: () => Promise<void>;
  /** Reads the library again. */
  reload: () => Promise<void>;
}

/** As many rows as the tallest window shows. */
const FIRST_SCREEN = 60;

export function createWorkspace(services: Services, owner: Owner, toasts: Toasts): Workspace {
  const api = services.createApi(owner.server, { userId: owner.userId });
  const library = services.openLibrary(owner);
  const list = createListStore();
  const edits = createEditStore({
    api,
    library,
    list,
    edits: services.edits,
    owner,
    onRefused: tellRefused,
    onUnwritten: tellUnwritten,
    onReached: () => sync(),
  });
  const undo = createUndo(toasts);
  const trash = createTrash({ api, library, list, toasts, undo, sync: () => sync(), overlay: edits.overlay, now: services.now });
  const actions = createActions({ edits, list, undo, now: services.now });
  const views = createViews(services.storage, owner, list);
  const syncing = signal(false);
  const stopped = signal<Stopped>(null);

  function tellRefused(row: ApplicationRow, problem: Problem): void {
    toasts.show({ message: text('editRefused', { title: row.posting.title, reason: refusalWord(problem) }) }, 8_000);
  }

  function tellUnwritten(rows: readonly ApplicationRow[]): void {
    const [row] = rows;
    const title = rows.length === 1 && row ? row.posting.title : textCount('applications', rows.length);
    toasts.show({ message: text('editRefused', { title, reason: text('notWritten') }) }, 8_000);
  }

  let reading: Promise<void> | null = null;
  let readAgain = false;
  /** The newest come first, where those are what is looked at: a reader sees them while all the others are still being read. */
  async function readFirstScreen(): Promise<void> {
    const { column, descending } = list.sort.value;
    const plain = column === 'savedAt' && descending && list.stage.value === 'all';
    if (!plain || list.applications.value !== undefined) return;
    const rows = await library.newest(FIRST_SCREEN);
    if (list.applications.value === undefined && rows.length > 0) list.replaceAll(rows.map(edits.overlay), false);
    // Lets it be painted: reading 10,000 keeps this thread busy.
    await new Promise((resolve) => setTimeout(resolve));
  }
  async function readAll(): Promise<void> {
    await readFirstScreen();
    const rows = await library.all();
    // The same object for the same state: what was worked out for it (search text) stays good.
    const fresh = rows.map((row) => {
      const shown = list.find(row.id);
      const same = shown !== undefined && shown.changeNumber === row.changeNumber && !edits.unsent.value.has(row.id);
      return same ? shown : edits.overlay(row);
    });
    list.replaceAll(fresh);
    // Before anybody has typed a search.
    list.warm();
  }
  /** News come in bursts: while one reading runs, any number of requests make one more. */
  async function reload(): Promise<void> {
    if (reading) {
      readAgain = true;
      return reading;
    }
    reading = readAll();
    try {
      await reading;
    } finally {
      reading = null;
    }
    if (readAgain) {
      readAgain = false;
      await reload();
    }
  }

  async function sync(): Promise<void> {
    if (syncing.value) return;
    if (!services.online.value) {
      stopped.value = 'offline';
      return;
    }
    syncing.value = true;
    try {
      const { received, stopped: why } = await services.sync();
      if (received > 0) await reload();
      stopped.value = why;
    } finally {
      syncing.value = false;
    }
    if (stopped.value === null && edits.unsent.value.size > 0) await edits.retry();
  }

  return {
    owner,
    api,
    library,
    list,
    edits,
    trash,
    undo,
    actions,
    views,
    cellEditing: createCellEditing(),
    exports: createExportStore(services, owner),
    imports: createImportStore(services, owner),
    ...createImportUndo({ api, list, toasts, sync }),
    events: createEventStore(api),
    syncing,
    stopped,
    reload,
    sync,
    async open() {
      await adoptKeptEdits(services.storage, services.edits, owner);
      await edits.load();
      await reload();
      adoptNoteDrafts(services.storage, owner, { find: list.find, edit: edits.edit });
      await sync();
    },
  };
}
