import { ArrowDown, ArrowUp } from 'lucide';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { text, type PlainTextKey } from '../../texts/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { narrow } from './media.ts';
import { Row } from './row.tsx';
import type { SortColumn } from './sort-applications.ts';
import { useVirtualRows } from './virtual-rows.ts';

export const ROW_PX = 36;
const TWO_LINE_ROW_PX = 56;

const COLUMNS: readonly { column: SortColumn; word: PlainTextKey; cell: string }[] = [
  { column: 'title', word: 'field_title', cell: 'cell-title' },
  { column: 'company', word: 'field_company', cell: 'cell-company' },
  { column: 'location', word: 'field_location', cell: 'cell-location' },
  { column: 'stage', word: 'field_stage', cell: 'cell-stage' },
  { column: 'salary', word: 'field_salary', cell: 'cell-pay' },
  { column: 'savedAt', word: 'savedColumn', cell: 'cell-saved' },
];

interface TableProps {
  openId: string | null;
  onOpen: (id: string) => void;
}

/** The list as a grid of which only the rows in sight exist; the keyboard moves a cursor through it. */
export function Table({ openId, onOpen }: TableProps) {
  const { services } = useDashboard();
  const { list, edits } = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = list.visible.value;
  const rowPx = narrow.value ? TWO_LINE_ROW_PX : ROW_PX;
  const virtual = useVirtualRows(scroller, rows.length, rowPx);
  const cursor = list.cursor.value;
  const selected = list.selected.value;
  const now = Math.floor(services.now() / 60_000) * 60_000;
  const open = useRef(onOpen);
  open.current = onOpen;
  // The same functions each time, or no row could be left as it is.
  const openRow = useCallback((id: string) => open.current(id), []);
  const selectRow = useCallback(
    (id: string, range: boolean) => {
      list.cursor.value = id;
      if (range) list.selectTo(id);
      else list.toggle(id);
    },
    [list],
  );

  // The cursor is kept in sight when it moves, not when the list changes under it.
  useLayoutEffect(() => {
    const at = cursor === null ? -1 : rows.findIndex((application) => application.id === cursor);
    if (at >= 0) virtual.scrollTo(at);
  }, [cursor]);
  // A new question starts at the top of its answer.
  const question = `${list.query.value} ${list.stage.value} ${list.sort.value.column} ${list.sort.value.descending}`;
  useLayoutEffect(() => {
    virtual.toTop();
  }, [question]);

  const cursorInSight = virtual.items.some(({ index }) => rows[index]?.id === cursor);
  const move = (by: number) => list.move(by);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key !== 'a' || event.altKey) return;
      list.selectVisible();
    } else if (event.key === 'ArrowDown') extend(event, 1);
    else if (event.key === 'ArrowUp') extend(event, -1);
    else if (event.key === 'PageDown') move(virtual.pageRows());
    else if (event.key === 'PageUp') move(-virtual.pageRows());
    else if (event.key === 'Home') move(-rows.length);
    else if (event.key === 'End') move(rows.length);
    else if (event.key === ' ' && cursor !== null) list.toggle(cursor);
    else return;
    event.preventDefault();
  }
  function extend(event: KeyboardEvent, by: number): void {
    if (event.shiftKey && cursor !== null && !selected.has(cursor)) list.toggle(cursor);
    const to = move(by);
    if (event.shiftKey && to !== null) list.selectTo(to);
  }

  const allSelected = rows.length > 0 && selected.size >= rows.length;
  return (
    <div
      class="table"
      role="grid"
      id="applications"
      aria-label={text('applicationsView')}
      aria-rowcount={rows.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={cursor !== null && cursorInSight ? `row-${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && list.cursor.value === null) move(1);
      }}
    >
      <div role="rowgroup" class="table-head">
        <div role="row" class="row-head" aria-rowindex={1}>
          <span role="columnheader" class="cell-check">
            <input
              type="checkbox"
              aria-label={text('selectAll')}
              checked={allSelected}
              ref={(box) => {
                if (box) box.indeterminate = selected.size > 0 && !allSelected;
              }}
              onChange={() => (allSelected ? list.clearSelection() : list.selectVisible())}
            />
          </span>
          {COLUMNS.map(({ column, word, cell }) => (
            <Header key={column} column={column} word={text(word)} cell={cell} />
          ))}
        </div>
      </div>
      <div role="rowgroup" class="table-body" ref={scroller} tabIndex={-1}>
        <div class="table-space" role="presentation" style={{ height: `${virtual.heightPx}px` }}>
          {virtual.items.map(({ index, start }) => {
            const application = rows[index];
            if (!application) return null;
            const { id } = application;
            return (
              <Row
                // By place, not by id: a search then changes the words in 30 rows instead of building 30 others.
                key={index}
                application={application}
                index={index}
                top={start}
                height={rowPx}
                now={now}
                selected={selected.has(id)}
                current={id === cursor}
                open={id === openId}
                unsent={edits.unsent.value.has(id)}
                conflict={edits.conflicts.value.has(id)}
                onOpen={openRow}
                onSelect={selectRow}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Header({ column, word, cell }: { column: SortColumn; word: string; cell: string }) {
  const { list } = useWorkspace();
  const { column: sorted, descending } = list.sort.value;
  const active = sorted === column;
  return (
    <span role="columnheader" class={cell} aria-sort={active ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="sort" data-active={active || undefined} onClick={() => list.sortBy(column)}>
        {word}
        {active && <Icon icon={descending ? ArrowDown : ArrowUp} size={12} />}
      </button>
    </span>
  );
}
