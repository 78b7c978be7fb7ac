import { Download, List, Search, SquareKanban, X } from 'lucide';
import { formatNumber, formatSize } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { writeRoute, type ApplicationsRoute } from '../route.ts';
import { reasonWord } from '../unsent/reason.ts';
import { headingOf } from '../view-title.ts';
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
        {views.active.value?.name ?? headingOf(route)}{' '}
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
          <ExportButton />
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

function ExportButton() {
  const { exports } = useWorkspace();
  const { toasts } = useDashboard();
  const state = exports.state.value;
  async function start(): Promise<void> {
    const bytes = await exports.start();
    if (bytes !== null) toasts.show({ message: text('exported', { size: formatSize(bytes) }) });
    else if (exports.state.value.step === 'failed') {
      const { reason } = exports.state.value;
      const why = reason === 'refused' ? text('reason_server') : reasonWord(reason);
      toasts.show({ message: text('exportFailed', { reason: why }), action: { label: text('retry'), run: () => void start() } });
      exports.dismiss();
    }
  }
  if (state.step === 'running' && state.slow) {
    return (
      <div class="export-running">
        <div>
          <span class="soft tabular">
            {state.bytes === 0 ? text('exportPreparing') : text('exporting', { size: formatSize(state.bytes) })}
          </span>
          <Progress label={text('exportCsv')} value={null} />
        </div>
        <Button kind="quiet" onClick={exports.cancel}>
          {text('cancel')}
        </Button>
      </div>
    );
  }
  return (
    <Button class="export-button" icon={Download} busy={state.step === 'running'} onClick={() => void start()} title={text('exportCsv')}>
      <span class="wide-word">{text('exportCsv')}</span>
    </Button>
  );
}
