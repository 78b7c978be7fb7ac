import type { ApplicationRow } from '../../library/library.ts';
import { text } from '../../texts/text.ts';
import { memo } from '../../ui/memo.ts';
import { renderCell, titleOf } from './cell.tsx';
import { CellEditor } from './cell-editor.tsx';
import { COLUMN_IDS, type ColumnId } from './columns.ts';

interface RowProps {
  application: ApplicationRow;
  columns: readonly ColumnId[];
  index: number;
  top: number;
  height: number;
  /** Milliseconds since the epoch, in whole minutes: a finer clock would render every row anew each time. */
  now: number;
  selected: boolean;
  /** The keyboard stands here. */
  current: boolean;
  /** Its detail is shown. */
  open: boolean;
  unsent: boolean;
  conflict: boolean;
  /** The column that is being changed in this row. */
  editing: ColumnId | null;
  onOpen: (id: string) => void;
  onSelect: (id: string, range: boolean) => void;
  onEdit: (id: string, column: ColumnId) => void;
}

/** One application as one line; as two lines where the window is narrow. */
export const Row = memo(function Row(props: RowProps) {
  const { application, columns, index, top, height, now, selected, current, open, unsent, conflict, editing } = props;
  const { onOpen, onSelect, onEdit } = props;
  const { id, posting } = application;
  const marks = conflict ? (
    <span class="row-mark" data-tone="caution" title={text('changedElsewhere')} />
  ) : (
    unsent && <span class="row-mark" title={text('notSentYet')} />
  );
  return (
    <div
      role="row"
      id={`row-${id}`}
      class="row"
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-current={current || undefined}
      data-open={open || undefined}
      data-closed={application.stage === 'closed' || undefined}
      style={{ transform: `translateY(${top}px)`, height: `${height}px` }}
      onPointerOver={(event) => {
        const cell = (event.target as Element).closest<HTMLElement>('[role="gridcell"]');
        // The box to tick comes first.
        const column = columns[[...event.currentTarget.children].indexOf(cell as Element) - 1];
        if (cell && column && column !== editing) cell.title = titleOf(column, application, now);
      }}
      onClick={(event) => {
        if (editing !== null) return;
        const column = pencilAt(event);
        if (column !== null) onEdit(id, column);
        else if (event.shiftKey) onSelect(id, true);
        else if (event.ctrlKey || event.metaKey) onSelect(id, false);
        else onOpen(id);
      }}
    >
      <span
        role="gridcell"
        class="cell-check"
        onClick={(event) => {
          event.stopPropagation();
          onSelect(id, event.shiftKey);
        }}
      >
        <input type="checkbox" tabIndex={-1} checked={selected} aria-label={text('selectTitle', { title: posting.title })} />
      </span>
      {columns.map((column) =>
        editing === column ? (
          <CellEditor key={column} column={column} application={application} />
        ) : (
          renderCell({ column, application, now, marks })
        ),
      )}
    </div>
  );
});

/** The style sheet draws a pencil there while the pointer is over a cell that can be changed: 180 buttons for it would slow the scrolling. */
const PENCIL_PX = 26;

/** The column whose pencil was clicked. */
function pencilAt(event: MouseEvent): ColumnId | null {
  const cell = (event.target as Element).closest<HTMLElement>('[data-column]');
  if (!cell || !matchMedia('(hover: hover)').matches) return null;
  if (event.clientX < cell.getBoundingClientRect().right - PENCIL_PX) return null;
  return COLUMN_IDS.find((id) => id === cell.dataset['column']) ?? null;
}
