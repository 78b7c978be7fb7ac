import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { STAGES, type Stage } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { whenIdle } from '../when-idle.ts';
import { fold } from './fold.ts';
import { COLUMNS, type ColumnId } from './columns.ts';
import { filterTest, NO_FILTERS, type Filters } from './filters.ts';
import { NEWEST_FIRST, nextSort, sortApplications, type Sort } from './sort-applications.ts';

export type StageFilter = Stage | 'all';

export interface ListStore {
  /** Undefined until the library has been read. */
  applications: ReadonlySignal<ReadonlyMap<string, ApplicationRow> | undefined>;
  /** False while only the first screen has been read: then counts are not known yet. */
  complete: ReadonlySignal<boolean>;
  /** What lies in the trash, deleted last first. */
  trashed: ReadonlySignal<readonly ApplicationRow[]>;
  query: Signal<string>;
  stage: Signal<StageFilter>;
  filters: Signal<Filters>;
  sort: Signal<Sort>;
  /** What the table shows, in order. */
  visible: ReadonlySignal<readonly ApplicationRow[]>;
  counts: ReadonlySignal<Readonly<Record<StageFilter, number>>>;
  /** Most used first. */
  tags: ReadonlySignal<readonly string[]>;
  /** Most used first. */
  companies: ReadonlySignal<readonly string[]>;
  selected: ReadonlySignal<ReadonlySet<string>>;
  /** The row the keyboard stands on. */
  cursor: Signal<string | null>;
  replaceAll: (applications: Iterable<ApplicationRow>, complete?: boolean) => void;
  put: (applications: Iterable<ApplicationRow>) => void;
  find: (id: string) => ApplicationRow | undefined;
  sortBy: (column: ColumnId) => void;
  toggle: (id: string) => void;
  /** Selects from the last toggled row to this one. */
  selectTo: (id: string) => void;
  selectVisible: () => void;
  clearSelection: () => void;
  /** Moves the cursor by rows and returns where it stands. */
  move: (by: number) => string | null;
  /** Makes ready, little by little, what the first keystroke of a search would otherwise have to. */
  warm: () => void;
}

/** The tracked list: what is there, what is shown of it, and what is marked. Trashed applications are kept apart. */
export function createListStore(): ListStore {
  const applications = signal<ReadonlyMap<string, ApplicationRow> | undefined>();
  const trash = signal<ReadonlyMap<string, ApplicationRow>>(new Map());
  const query = signal('');
  const stage = signal<StageFilter>('all');
  const filters = signal<Filters>(NO_FILTERS);
  const sort = signal<Sort>(NEWEST_FIRST);
  const complete = signal(false);
  const selected = signal<ReadonlySet<string>>(new Set());
  const cursor = signal<string | null>(null);
  let anchor: string | null = null;

  const sorted = computed(() => sortApplications(applications.value?.values() ?? [], sort.value));
  const ofStage = computed(() => {
    const wanted = stage.value;
    return wanted === 'all' ? sorted.value : sorted.value.filter((application) => application.stage === wanted);
  });
  const filtered = computed(() => {
    const test = filterTest(filters.value);
    return test === null ? ofStage.value : ofStage.value.filter(test);
  });
  const terms = computed(() => fold(query.value).trim());
  const searchable = computed(() => filtered.value.map((row) => ({ row, haystack: haystackOf(row) })));
  let last: { among: readonly Searchable[]; asked: string; found: readonly Searchable[] } = { among: [], asked: '', found: [] };
  const visible = computed(() => {
    const asked = terms.value;
    if (asked === '') return filtered.value;
    const among = searchable.value;
    // One more letter can only leave fewer: what the shorter search dropped need not be looked at again.
    const narrowed = last.among === among && last.asked !== '' && asked.startsWith(last.asked);
    const words = asked.split(/\s+/);
    const found = (narrowed ? last.found : among).filter(({ haystack }) => words.every((word) => haystack.includes(word)));
    last = { among, asked, found };
    return found.map(({ row }) => row);
  });
  const counts = computed(() => {
    const found = Object.fromEntries(['all', ...STAGES].map((name) => [name, 0])) as Record<StageFilter, number>;
    for (const application of applications.value?.values() ?? []) {
      found.all += 1;
      found[application.stage] += 1;
    }
    return found;
  });
  const tags = computed(() => mostUsed(applications.value, (application) => application.tags));
  const companies = computed(() => mostUsed(applications.value, ({ posting }) => (posting.company === '' ? [] : [posting.company])));

  function put(changed: Iterable<ApplicationRow>): void {
    const next = new Map(applications.value);
    const trashed = new Map(trash.value);
    for (const application of changed) {
      const [to, from] = application.deletedAt === null ? [next, trashed] : [trashed, next];
      from.delete(application.id);
      to.set(application.id, application);
    }
    trash.value = trashed;
    keep(next);
  }
  function keep(next: ReadonlyMap<string, ApplicationRow>): void {
    applications.value = next;
    const gone = [...selected.value].filter((id) => !next.has(id));
    if (gone.length > 0) selected.value = new Set([...selected.value].filter((id) => next.has(id)));
  }

  return {
    applications,
    complete,
    trashed: computed(() => [...trash.value.values()].toSorted((a, b) => (b.deletedAt ?? '').localeCompare(a.deletedAt ?? ''))),
    query,
    stage,
    filters,
    sort,
    visible,
    counts,
    tags,
    companies,
    selected,
    cursor,
    put,
    replaceAll(all, isComplete = true) {
      complete.value = isComplete;
      const [kept, trashed] = [new Map<string, ApplicationRow>(), new Map<string, ApplicationRow>()];
      for (const application of all) (application.deletedAt === null ? kept : trashed).set(application.id, application);
      trash.value = trashed;
      keep(kept);
    },
    find: (id) => applications.value?.get(id),
    sortBy(column) {
      sort.value = nextSort(sort.value, column, COLUMNS[column].descendingFirst ?? false);
    },
    toggle(id) {
      const next = new Set(selected.value);
      if (!next.delete(id)) next.add(id);
      selected.value = next;
      anchor = id;
    },
    selectTo(id) {
      const ids = visible.value.map((application) => application.id);
      const from = anchor === null ? -1 : ids.indexOf(anchor);
      const to = ids.indexOf(id);
      if (to < 0) return;
      const between = ids.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1);
      selected.value = new Set([...selected.value, ...between]);
      anchor = id;
    },
    selectVisible() {
      selected.value = new Set(visible.value.map((application) => application.id));
    },
    clearSelection() {
      selected.value = new Set();
      anchor = null;
    },
    move(by) {
      const rows = visible.value;
      if (rows.length === 0) return null;
      const at = rows.findIndex((application) => application.id === cursor.value);
      const to = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
      cursor.value = rows[to]?.id ?? null;
      return cursor.value;
    },
    warm() {
      whenIdle(applications.value?.values() ?? [], haystackOf, () => searchable.peek());
    },
  };
}

function mostUsed(
  applications: ReadonlyMap<string, ApplicationRow> | undefined,
  wordsOf: (application: ApplicationRow) => readonly string[],
): string[] {
  const used = new Map<string, number>();
  for (const application of applications?.values() ?? []) {
    for (const word of wordsOf(application)) used.set(word, (used.get(word) ?? 0) + 1);
  }
  return [...used].toSorted((a, b) => b[1] - a[1]).map(([word]) => word);
}

interface Searchable {
  row: ApplicationRow;
  /** Everything a search looks at, folded. */
  haystack: string;
}

/** Applications are never changed in place, so what was folded once stays right for that object. */
const haystacks = new WeakMap<ApplicationRow, string>();

function haystackOf(application: ApplicationRow): string {
  const known = haystacks.get(application);
  if (known !== undefined) return known;
  const { posting, notes, tags } = application;
  // Line breaks keep a search for two words from matching across the border of two fields.
  const made = fold([posting.title, posting.company, posting.location ?? '', ...tags, notes].join('\n'));
  haystacks.set(application, made);
  return made;
}
