import { Trash2 } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApplicationRow } from '../../library/library.ts';
import { formatExact, formatInstant, formatNumber } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useTrashKeys } from './trash-keys.ts';

const ROW_PX = 52;

/** What was deleted, the last first; one, some or all can be taken out again. */
export function TrashView() {
  const { list, trash } = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useRef<HTMLUListElement>(null);
  const rows = list.trashed.value;
  const virtual = useVirtualRows(scroller, rows.length, ROW_PX);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = rows.filter(({ id }) => chosen.has(id));
  const all = selected.length === rows.length;
  const restoring = trash.restoring.value;
  const title = useRef<HTMLHeadingElement>(null);
  /** Where the focus goes when the line it was in has left: to the line that took its place, or to the title where none is left. */
  const next = useRef<number | null>(null);
  const focusLine = (place: number) => lines.current?.querySelector<HTMLElement>(`[data-place="${place}"] input`)?.focus();

  useLayoutEffect(() => {
    if (next.current !== null && rows.length === 0) title.current?.focus();
    else if (next.current !== null) focusLine(Math.min(next.current, rows.length - 1));
    next.current = null;
  }, [rows]);
  function restore(some: readonly ApplicationRow[]): void {
    next.current = some[0] ? rows.indexOf(some[0]) : null;
    setChosen(new Set());
    void trash.restore(some);
  }
  const toggle = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id]));
  const selectAll = () => setChosen(new Set(all ? [] : rows.map(({ id }) => id)));
  useTrashKeys({ focusLine, selectAll, clear: () => setChosen(new Set()) });

  return (
    <div class="page trash" ref={scroller}>
      <header class="page-head">
        <h1 ref={title} tabIndex={-1}>
          {text('trashView')} <span class="toolbar-count tabular">{formatNumber(rows.length)}</span>
        </h1>
        {rows.length > 0 && (
          <Button busy={restoring !== null} onClick={() => restore(selected.length > 0 ? selected : rows)}>
            {selected.length > 0 ? text('restoreCount', { count: formatNumber(selected.length) }) : text('restoreAll')}
          </Button>
        )}
      </header>
      {restoring && (
        <div class="reading" role="status">
          <span class="soft tabular">{`${formatNumber(restoring.done)} / ${formatNumber(restoring.of)}`}</span>
          <Progress label={text('restore')} value={restoring.done / restoring.of} />
          <Button kind="quiet" onClick={trash.cancel}>
            {text('cancel')}
          </Button>
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState icon={Trash2} title={text('trashEmpty')}>
          {text('trashIntro')}
        </EmptyState>
      ) : (
        <>
          <p class="soft">{text('trashIntro')}</p>
          <label class="trash-all soft">
            <input
              type="checkbox"
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = selected.length > 0 && !all;
              }}
              onChange={selectAll}
            />
            {selected.length > 0 ? textCount('selected', selected.length) : text('selectAll')}
          </label>
          <ul class="lines table-space" ref={lines} style={{ height: `${virtual.heightPx}px` }}>
            {virtual.items.map(({ index, start }) => {
              const row = rows[index];
              return (
                row && (
                  <li
                    key={row.id}
                    class="trash-line"
                    style={{ transform: `translateY(${start}px)` }}
                    aria-posinset={index + 1}
                    aria-setsize={rows.length}
                    data-place={index}
                  >
                    <Line row={row} selected={chosen.has(row.id)} onSelect={() => toggle(row.id)} onRestore={() => restore([row])} />
                  </li>
                )
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

interface LineProps {
  row: ApplicationRow;
  selected: boolean;
  onSelect: () => void;
  onRestore: () => void;
}

function Line({ row, selected, onSelect, onRestore }: LineProps) {
  const { services } = useDashboard();
  const { title, company } = row.posting;
  const deletedAt = row.deletedAt ?? row.updatedAt;
  return (
    <>
      <label class="trash-what">
        <input type="checkbox" checked={selected} aria-label={text('selectTitle', { title })} onChange={onSelect} />
        <span class="lines-what">
          <span class="ellipsis" title={title}>
            {title}
          </span>
          <span class="soft ellipsis tabular" title={formatExact(deletedAt)}>
            {[company, text('deletedOn', { day: formatInstant(deletedAt, services.now(), true) })].filter(Boolean).join(' · ')}
          </span>
        </span>
      </label>
      <Button kind="quiet" aria-label={text('restoreTitle', { title })} onClick={onRestore}>
        {text('restore')}
      </Button>
    </>
  );
}
