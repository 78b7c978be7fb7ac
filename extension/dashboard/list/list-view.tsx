import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { DetailPane } from '../detail/detail-pane.tsx';
import { Board } from '../board/board.tsx';
import type { ApplicationsRoute } from '../route.ts';
import { FilterChips } from './filter-chips.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ListEmpty } from './list-empty.tsx';
import { single } from '../media.ts';
import { useShortcuts } from './shortcuts.ts';
import { Table } from './table.tsx';
import { Toolbar } from './toolbar.tsx';

/** The tracked list, or board, with the open application beside it, or in its place where there is no room. */
export function ListView({ route }: { route: ApplicationsRoute }) {
  const { router } = useDashboard();
  const { list } = useWorkspace();
  const search = useRef<HTMLInputElement>(null);
  const openId = route.application;
  const focusNext = useRef<string | null>(null);

  useEffect(() => {
    list.stage.value = route.stage;
  }, [route.stage, list]);
  useEffect(() => {
    if (openId !== null) list.cursor.value = openId;
  }, [openId, list]);

  const open = (id: string) => router.go({ ...route, application: id });
  const close = () => {
    // Back to where it was opened from; the grid's cursor still stands on it.
    focusNext.current = 'applications';
    router.go({ ...route, application: null });
  };
  const rearrange = () => {
    focusNext.current = 'applications';
    router.go({ ...route, view: route.view === 'list' ? 'board' : 'list', stage: 'all' });
  };
  useShortcuts({
    route,
    rearrange,
    search,
    open,
    close,
    openAt(id, part) {
      if (id === openId) return document.getElementById(part)?.focus();
      focusNext.current = part;
      open(id);
    },
  });
  // What is to have the focus exists only now.
  useLayoutEffect(() => {
    if (focusNext.current !== null) document.getElementById(focusNext.current)?.focus({ preventScroll: true });
    focusNext.current = null;
  }, [openId, route.view]);

  const found = openId !== null && list.find(openId) !== undefined;
  const missing = openId !== null && !found && list.applications.value !== undefined;
  const covered = found && single.value;
  return (
    <div class="list-view" data-open={found || undefined}>
      <section class="list-pane" aria-label={text('applicationsView')} hidden={covered}>
        <Toolbar route={route} searchRef={search} />
        {missing && <p class="missing">{text('applicationMissing')}</p>}
        <FilterChips />
        {list.visible.value.length === 0 ? (
          <ListEmpty />
        ) : route.view === 'board' ? (
          <Board openId={openId} onOpen={open} />
        ) : (
          <Table openId={openId} onOpen={open} />
        )}
        <BulkBar />
      </section>
      {found && <DetailPane key={openId} id={openId} onClose={close} />}
    </div>
  );
}
