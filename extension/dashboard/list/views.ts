import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import * as v from 'valibot';
import { STAGES } from '../../../contract/index.ts';
import type { Owner } from '../../api/owner.ts';
import { createKeptValue } from '../kept-value.ts';
import type { Services } from '../services.ts';
import { ColumnLayout, DEFAULT_LAYOUT } from './columns.ts';
import { Filters, NO_FILTERS } from './filters.ts';
import type { ListStore } from './list-store.ts';
import { NEWEST_FIRST, Sort } from './sort-applications.ts';

const SavedView = v.object({
  name: v.string(),
  stage: v.picklist(['all', ...STAGES]),
  query: v.string(),
  filters: Filters,
  sort: Sort,
  layout: ColumnLayout,
});
/** A way of looking at the list, under a name. */
export type SavedView = v.InferOutput<typeof SavedView>;

const Kept = v.object({ saved: v.array(SavedView), layout: ColumnLayout, sort: Sort, compact: v.optional(v.boolean(), false) });

export interface Views {
  /** The columns as they are now. */
  layout: Signal<ColumnLayout>;
  /** Rows stand closer. */
  compact: Signal<boolean>;
  saved: ReadonlySignal<readonly SavedView[]>;
  /** The view last chosen, until another stage or "all" is. */
  active: ReadonlySignal<SavedView | null>;
  /** Keeps what is shown now; a view of that name is replaced. */
  save: (name: string) => void;
  apply: (view: SavedView) => void;
  /** Gives back what `apply` did to filters and search. */
  leave: () => void;
  remove: (view: SavedView) => void;
  /** Puts a removed view back where it was. */
  restore: (view: SavedView, at: number) => void;
}

const keptViews = (storage: Services['storage'], owner: Owner) =>
  createKeptValue(storage, `views ${owner.server} ${owner.userId}`, Kept, {
    saved: [],
    layout: DEFAULT_LAYOUT,
    sort: NEWEST_FIRST,
    compact: false,
  });

/** The ways this owner looks at the list: kept on this device, gone with signing out. */
export function createViews(storage: Services['storage'], owner: Owner, list: ListStore): Views {
  const kept = keptViews(storage, owner);
  const before = kept.load();
  const saved = signal<readonly SavedView[]>(before.saved);
  const layout = signal<ColumnLayout>(before.layout);
  const compact = signal(before.compact);
  const active = signal<SavedView | null>(null);
  list.sort.value = before.sort;
  // Another page of this account may have saved views since: only what was changed here is written over.
  effect(() => kept.save({ ...kept.load(), layout: layout.value, sort: list.sort.value, compact: compact.value }));
  function change(changed: (views: readonly SavedView[]) => SavedView[]): void {
    const now = kept.load();
    saved.value = changed(now.saved);
    kept.save({ ...now, saved: [...saved.value] });
  }
  globalThis.addEventListener?.('storage', () => (saved.value = kept.load().saved));

  return {
    layout,
    compact,
    saved,
    active,
    save(name) {
      const view = {
        name,
        stage: list.stage.value,
        query: list.query.value,
        filters: list.filters.value,
        sort: list.sort.value,
        layout: layout.value,
      };
      change((views) => {
        const at = views.findIndex((other) => other.name === name);
        return at < 0 ? [...views, view] : views.with(at, view);
      });
      active.value = view;
    },
    apply(view) {
      list.query.value = view.query;
      list.filters.value = view.filters;
      list.sort.value = view.sort;
      layout.value = view.layout;
      active.value = view;
    },
    leave() {
      if (active.value === null) return;
      active.value = null;
      list.query.value = '';
      list.filters.value = NO_FILTERS;
    },
    remove(view) {
      change((views) => views.filter(({ name }) => name !== view.name));
      if (active.value?.name === view.name) active.value = null;
    },
    restore(view, at) {
      change((views) => views.toSpliced(at, 0, view));
    },
  };
}
