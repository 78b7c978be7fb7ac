import { ArrowDown, ArrowUp } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWorkspace } from '../dashboard.ts';
import { COLUMNS, moveColumn, moveColumnTo, resizeColumn, type ColumnId } from './columns.ts';

/** What a resize by one key press changes, in px. */
export const WIDTH_STEP_PX = 16;

/** The column on its way to another place; drag events do not tell what is dragged before the drop. */
let dragged: ColumnId | null = null;

/** A column's name: a click sorts, dragging moves it, its right edge resizes it; with the keyboard, Shift and the arrows move, `<` and `>` resize. */
export function HeaderCell({ id }: { id: ColumnId }) {
  const { list, views } = useWorkspace();
  const cell = useRef<HTMLSpanElement>(null);
  const refocus = useRef<HTMLElement | null>(null);
  // Moving puts the cell elsewhere in the document, which takes the focus away.
  useLayoutEffect(() => {
    refocus.current?.focus();
    refocus.current = null;
  });
  const { column: sorted, descending } = list.sort.value;
  const active = sorted === id;
  const { word, end } = COLUMNS[id];
  const widthPx = () => cell.current?.getBoundingClientRect().width ?? COLUMNS[id].minPx;
  const resize = (px: number | null) => (views.layout.value = resizeColumn(views.layout.value, id, px));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.shiftKey && event.key === 'ArrowLeft') views.layout.value = moveColumn(views.layout.value, id, -1);
    else if (event.shiftKey && event.key === 'ArrowRight') views.layout.value = moveColumn(views.layout.value, id, 1);
    else if (event.key === '<') resize(widthPx() - WIDTH_STEP_PX);
    else if (event.key === '>') resize(widthPx() + WIDTH_STEP_PX);
    else return;
    event.preventDefault();
    event.stopPropagation();
    refocus.current = event.currentTarget as HTMLElement;
  }
  function startResize(event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { currentTarget: handle, pointerId, clientX: from } = event;
    const before = widthPx();
    handle.setPointerCapture(pointerId);
    const ended = new AbortController();
    const { signal } = ended;
    handle.addEventListener('pointermove', (moved: PointerEvent) => resize(before + moved.clientX - from), { signal });
    handle.addEventListener('pointerup', () => ended.abort(), { signal });
    handle.addEventListener('pointercancel', () => ended.abort(), { signal });
  }
  return (
    <span
      ref={cell}
      role="columnheader"
      class="header-cell"
      data-end={end || undefined}
      aria-sort={active ? (descending ? 'descending' : 'ascending') : 'none'}
      onDragOver={(event) => {
        if (dragged === null || dragged === id) return;
        event.preventDefault();
        event.currentTarget.dataset['target'] = 'true';
      }}
      onDragLeave={(event) => delete event.currentTarget.dataset['target']}
      onDrop={(event) => {
        delete event.currentTarget.dataset['target'];
        if (dragged === null) return;
        event.preventDefault();
        views.layout.value = moveColumnTo(views.layout.value, dragged, id);
        dragged = null;
      }}
    >
      <button
        type="button"
        class="sort"
        data-active={active || undefined}
        draggable
        onDragStart={(event) => {
          dragged = id;
          event.dataTransfer?.setData('text/plain', text(word));
        }}
        onDragEnd={() => (dragged = null)}
        onClick={() => list.sortBy(id)}
        onKeyDown={onKeyDown}
      >
        {text(word)}
        {active && <Icon icon={descending ? ArrowDown : ArrowUp} size={12} />}
      </button>
      <span class="resize" aria-hidden="true" title={text('resizeColumn')} onPointerDown={startResize} onDblClick={() => resize(null)} />
    </span>
  );
}
