import { useWorkspace } from '../dashboard.ts';

/** The keys that belong to the grid itself: arrows, pages, ends, the space bar, and Shift to extend what is selected. */
export function useTableKeys(pageRows: () => number): (event: KeyboardEvent) => void {
  const { list, cellEditing } = useWorkspace();
  function extend(event: KeyboardEvent, by: number): void {
    const cursor = list.cursor.value;
    if (event.shiftKey && cursor !== null && !list.selected.value.has(cursor)) list.toggle(cursor);
    const to = list.move(by);
    if (event.shiftKey && to !== null) list.selectTo(to);
  }
  return (event) => {
    const cursor = list.cursor.value;
    // Keys on a column's name or a box are its own.
    if (event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key !== 'a' || event.altKey) return;
      list.selectVisible();
    } else if (event.key === 'ArrowDown') extend(event, 1);
    else if (event.key === 'ArrowUp') extend(event, -1);
    else if (event.key === 'PageDown') list.move(pageRows());
    else if (event.key === 'PageUp') list.move(-pageRows());
    else if (event.key === 'Home') list.move(-list.visible.value.length);
    else if (event.key === 'End') list.move(list.visible.value.length);
    else if (event.key === ' ' && cursor !== null) list.toggle(cursor);
    else if (event.key === 'F2' && cursor !== null) cellEditing.begin(cursor, 'title');
    else return;
    event.preventDefault();
  };
}
