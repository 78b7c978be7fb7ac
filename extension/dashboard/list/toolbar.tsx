import { List, Search, SquareKanban, X } from 'lucide';
import { formatNumber } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useWorkspace } from '../dashboard.ts';
import { writeRoute, type ApplicationsRoute } from '../route.ts';
import { headingOf } from '../view-title.ts';
import { ExportPanel } from '../export/export-panel.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { activeFilters } from './filters.ts';
import { ViewPanel } from './view-panel.tsx';

/** The view's title, how much it shows, the ways to narrow and to arrange it, and the export. */
export function Toolbar({ route, searchRef }: { route: ApplicationsRoute; searchRef: { current: HTMLInputElement | null } }) {
  const { list, views } = useWorkspace();
  const shown = list.visible.value.length;
  const total = list.counts.value[route.stage];
  const searching = list.query.value.trim() !== '';
  const narrowed = searching || activeFilters(list.filters.value).length > 0;
  // Nothing to look through and nothing to take away: the tools would be noise.
  const bare = list.counts.value.all === 0;
  return (
    <header class="toolbar">
      <h1>
        <span class="ellipsis">{views.active.value?.name ?? headingOf(route)}</span>{' '}
        {!bare && list.complete.value && (
          <span class="toolbar-count tabular" role="status">
            {narrowed ? text('shownOf', { shown: formatNumber(shown), total: formatNumber(total) }) : formatNumber(total)}
          </span>
        )}
      </h1>
      <div class="search" hidden={bare}>
        <Icon icon={Search} />
        <input
          ref={searchRef}
          type="search"
          class="input"
          aria-label={text('search')}
          placeholder={text('search')}
          aria-keyshortcuts="/"
          autocomplete="off"
          spellcheck={false}
          value={list.query.value}
          onInput={(event) => (list.query.value = event.currentTarget.value)}
        />
        {searching ? (
          <IconButton icon={X} label={text('clearSearch')} onClick={() => (list.query.value = '')} />
        ) : (
          <kbd class="key" aria-hidden="true">
            /
          </kbd>
        )}
      </div>
      {!bare && (
        <>
          <FilterPanel />
          <ViewPanel withColumns={route.view === 'list'} />
          <Arrangement route={route} />
          <ExportPanel />
        </>
      )}
    </header>
  );
}

/** As a list or as a board. */
function Arrangement({ route }: { route: ApplicationsRoute }) {
  const { application } = route;
  const way = (view: 'list' | 'board') => (
    <a
      class="button"
      data-kind="quiet"
      data-square
      href={writeRoute({ view, stage: 'all', application })}
      aria-current={route.view === view ? 'page' : undefined}
      aria-label={text(view === 'list' ? 'asList' : 'board')}
      title={text(view === 'list' ? 'asList' : 'board')}
    >
      <Icon icon={view === 'list' ? List : SquareKanban} />
    </a>
  );
  return (
    <div class="arrangement">
      {way('list')}
      {way('board')}
    </div>
  );
}
