import { signal, type ReadonlySignal } from '@preact/signals';
import { COLUMNS, type ColumnId } from './columns.ts';

interface EditedCell {
  id: string;
  column: ColumnId;
}

export interface CellEditing {
  /** The cell that is a field now. */
  at: ReadonlySignal<EditedCell | null>;
  begin: (id: string, column: ColumnId) => void;
  end: () => void;
  /** On to the next cell of the row that can be changed, or back; after the last one it ends. */
  next: (by: 1 | -1) => void;
  /** The table tells which columns it shows. */
  columns: { current: readonly ColumnId[] };
}

/** Which cell of the table is being changed. */
export function createCellEditing(): CellEditing {
  const at = signal<EditedCell | null>(null);
  const columns = { current: [] as readonly ColumnId[] };
  return {
    at,
    columns,
    begin: (id, column) => (at.value = { id, column }),
    end: () => (at.value = null),
    next(by) {
      const now = at.value;
      if (now === null) return;
      const editable = columns.current.filter((column) => COLUMNS[column].editable);
      const column = editable[editable.indexOf(now.column) + by];
      at.value = column === undefined ? null : { id: now.id, column };
    },
  };
}
