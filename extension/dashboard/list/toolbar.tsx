import { Download, Search, X } from 'lucide';
import { formatNumber, formatSize } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import type { Route } from '../route.ts';
import { reasonWord } from '../unsent/reason.ts';
import { headingOf } from '../view-title.ts';

/** The view's title, how much it shows, the search and the export. */
export function Toolbar({ route, searchRef }: { route: Route & { view: 'list' }; searchRef: { current: HTMLInputElement | null } }) {
  const { list } = useWorkspace();
  const shown = list.visible.value.length;
  const total = list.counts.value[route.stage];
  const searching = list.query.value.trim() !== '';
  // Nothing to look through and nothing to take away: the tools would be noise.
  const bare = list.counts.value.all === 0;
  return (
    <header class="toolbar">
      <h1>
        {headingOf(route)}{' '}
        {!bare && (
          <span class="toolbar-count tabular" role="status">
            {searching ? text('shownOf', { shown: formatNumber(shown), total: formatNumber(total) }) : formatNumber(total)}
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
      {!bare && <ExportButton />}
    </header>
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
