import { X } from 'lucide';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { filterWord } from './filter-words.ts';
import { activeFilters, NO_FILTERS } from './filters.ts';

/** What narrows the list, one chip each; a click takes it away. */
export function FilterChips() {
  const { services } = useDashboard();
  const { list } = useWorkspace();
  const filters = list.filters.value;
  const active = activeFilters(filters);
  if (active.length === 0) return null;
  return (
    <div class="chips">
      {active.map((name) => {
        const word = filterWord(name, filters, services.now());
        const label = text('removeFilter', { filter: word });
        return (
          <button
            key={name}
            type="button"
            class="chip"
            aria-label={label}
            title={label}
            onClick={() => (list.filters.value = { ...filters, [name]: NO_FILTERS[name] })}
          >
            <span class="ellipsis">{word}</span>
            <Icon icon={X} size={12} />
          </button>
        );
      })}
      {active.length > 1 && (
        <Button kind="quiet" onClick={() => (list.filters.value = NO_FILTERS)}>
          {text('clearFilters')}
        </Button>
      )}
    </div>
  );
}
