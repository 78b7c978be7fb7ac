import { Bookmark, CloudOff, SearchX } from 'lucide';
import { text } from '../../texts/text.ts';
import { stageWord } from '../../texts/words.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { activeFilters, NO_FILTERS } from './filters.ts';

/** Why there is no row, and what to do about it. */
export function ListEmpty() {
  const { services, router } = useDashboard();
  const { list, syncing, stopped, sync } = useWorkspace();
  const query = list.query.value.trim();
  const stage = list.stage.value;
  if (list.applications.value === undefined || (list.counts.value.all === 0 && syncing.value)) {
    return (
      <div class="loading">
        <Spinner />
        {text('readingApplications')}
      </div>
    );
  }
  const filtered = activeFilters(list.filters.value).length > 0;
  const clearFilters = <Button onClick={() => (list.filters.value = NO_FILTERS)}>{text('clearFilters')}</Button>;
  if (query === '' && filtered) {
    return (
      <EmptyState icon={SearchX} title={text('noFilterMatch')} actions={clearFilters}>
        {text('noFilterMatchHint')}
      </EmptyState>
    );
  }
  if (query !== '') {
    const everywhere = stage !== 'all';
    return (
      <EmptyState
        icon={SearchX}
        title={text('noMatch', { query })}
        actions={
          <>
            <Button onClick={() => (list.query.value = '')}>{text('clearSearch')}</Button>
            {filtered && clearFilters}
            {everywhere && (
              <Button onClick={() => router.go({ view: 'list', stage: 'all', application: null })}>{text('searchAll')}</Button>
            )}
          </>
        }
      >
        {text('noMatchHint')}
      </EmptyState>
    );
  }
  if (list.counts.value.all > 0 && stage !== 'all') {
    return <EmptyState title={text('stageEmpty', { stage: stageWord(stage) })}>{text('stageEmptyHint')}</EmptyState>;
  }
  if (stopped.value !== null) {
    return (
      <EmptyState
        icon={CloudOff}
        title={text('nothingHere')}
        actions={services.online.value && <Button onClick={() => void sync()}>{text('retry')}</Button>}
      >
        {text('nothingHereHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Bookmark}
      title={text('nothingSaved')}
      actions={<Button onClick={() => router.go({ view: 'import' })}>{text('importOpen')}</Button>}
    >
      {text('nothingSavedHint')}
    </EmptyState>
  );
}
