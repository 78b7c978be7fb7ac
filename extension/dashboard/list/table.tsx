import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { fitColumns, tracksOf, type ColumnId } from './columns.ts';
import { HeaderCell } from './header-cell.tsx';
import { narrow } from '../media.ts';
import { Row } from './row.tsx';
import { useTableKeys } from './table-keys.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import { useWidth } from '../../ui/use-width.ts';

const ROW_PX = 36;
const COMPACT_ROW_PX = 28;
const TWO_LINE_ROW_PX = 56;
/** What fits into two lines; the style sheet puts them there. */
const NARROW_COLUMNS: readonly ColumnId[] = ['title', 'company', 'stage', 'savedAt'];

interface TableProps {
  openId: string | null;
  onOpen: (id: string) => void;
}

/** The list as a grid of which only the rows in sight exist; the keyboard moves a cursor through it. */
export function Table({ openId, onOpen }: TableProps) {
  const { services } = useDashboard();
  const { list, edits, views, cellEditing } = useWorkspace();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = list.visible.value;
  const isNarrow = narrow.value;
  const rowPx = isNarrow ? TWO_LINE_ROW_PX : views.compact.value ? COMPACT_ROW_PX : ROW_PX;
  const virtual = useVirtualRows(scroller, rows.length, rowPx);
  const widthPx = useWidth(scroller);
  const layout = views.layout.value;
  const columns = useStable(isNarrow ? NARROW_COLUMNS : fitColumns(layout, widthPx));
  cellEditing.columns.current = columns;
  const cursor = list.cursor.value;
  const selected = list.selected.value;
  const edited = cellEditing.at.value;
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
  const editCell = useCallback(
    (id: string, column: ColumnId) => {
      list.cursor.value = id;
      cellEditing.begin(id, column);
    },
    [list, cellEditing],
  );

  // The cursor is kept in sight when it moves, not when the list changes under it.
  useLayoutEffect(() => {
    const at = cursor === null ? -1 : rows.findIndex((application) => application.id === cursor);
    if (at >= 0) virtual.scrollTo(at);
  }, [cursor]);
  // A new question starts at the top of its answer.
  const { column: sorted, descending } = list.sort.value;
  const question = useRef(0);
  const filters = list.filters.value;
  const asked = `${list.query.value} ${list.stage.value} ${sorted} ${descending}`;
  useLayoutEffect(() => {
    if (question.current > 0) virtual.toTop();
    question.current += 1;
  }, [asked, filters]);

  const cursorInSight = virtual.items.some(({ index }) => rows[index]?.id === cursor);
  const onKeyDown = useTableKeys(virtual.pageRows);

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
      style={isNarrow ? undefined : { '--columns': tracksOf(layout, columns) }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && list.cursor.value === null) list.move(1);
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
          {columns.map((column) => (
            <HeaderCell key={column} id={column} />
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
                columns={columns}
                index={index}
                top={start}
                height={rowPx}
                now={now}
                selected={selected.has(id)}
                current={id === cursor}
                open={id === openId}
                unsent={edits.unsent.value.has(id)}
                conflict={edits.conflicts.value.has(id)}
                editing={edited?.id === id ? edited.column : null}
                onOpen={openRow}
                onSelect={selectRow}
                onEdit={editCell}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The same array as long as it holds the same: rows compare their props by identity. */
function useStable<Value>(list: readonly Value[]): readonly Value[] {
  const kept = useRef(list);
  const before = kept.current;
  if (before.length !== list.length || before.some((value, index) => value !== list[index])) kept.current = list;
  return kept.current;
}
