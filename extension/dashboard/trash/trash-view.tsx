import { Trash2 } from 'lucide';
import { useRef } from 'preact/hooks';
import type { ApplicationRow } from '../../library/library.ts';
import { formatExact, formatInstant, formatNumber } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';

const ROW_PX = 52;

/** What was deleted, the last first; each can be taken out again. */
export function TrashView() {
  const { list } = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = list.trashed.value;
  const virtual = useVirtualRows(scroller, rows.length, ROW_PX);
  return (
    <div class="page" ref={scroller}>
      <h1>
        {text('trashView')} <span class="toolbar-count tabular">{formatNumber(rows.length)}</span>
      </h1>
      {rows.length === 0 ? (
        <EmptyState icon={Trash2} title={text('trashEmpty')} />
      ) : (
        <ul class="lines table-space" style={{ height: `${virtual.heightPx}px` }}>
          {virtual.items.map(({ index, start }) => {
            const row = rows[index];
            return row && <Line key={row.id} row={row} place={index + 1} of={rows.length} top={start} />;
          })}
        </ul>
      )}
    </div>
  );
}

function Line({ row, place, of, top }: { row: ApplicationRow; place: number; of: number; top: number }) {
  const { services } = useDashboard();
  const { trash } = useWorkspace();
  const { title, company } = row.posting;
  const deletedAt = row.deletedAt ?? row.updatedAt;
  return (
    <li class="trash-line" style={{ transform: `translateY(${top}px)` }} aria-posinset={place} aria-setsize={of}>
      <span class="lines-what">
        <span class="ellipsis" title={title}>
          {title}
        </span>
        <span class="soft ellipsis tabular" title={formatExact(deletedAt)}>
          {[company, text('deletedOn', { day: formatInstant(deletedAt, services.now(), true) })].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Button kind="quiet" aria-label={text('restoreTitle', { title })} onClick={() => void trash.restore([row])}>
        {text('restore')}
      </Button>
    </li>
  );
}
