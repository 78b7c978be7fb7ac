import { useLayoutEffect } from 'preact/hooks';
import type { ApplicationRow } from '../../library/library.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { STAGES } from '../../../contract/index.ts';
import type { ApplicationsRoute } from '../route.ts';

interface ShortcutOptions {
  route: ApplicationsRoute;
  search: { current: HTMLInputElement | null };
  open: (id: string) => void;
  /** Opens an application and puts the focus on a part of it, named by its element's id. */
  openAt: (id: string, part: 'detail' | 'detail-title') => void;
  close: () => void;
  /** From the list to the board or back, and the focus along. */
  rearrange: () => void;
}

/** True where a key means a letter, or belongs to something that is open on top. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  return document.querySelector('dialog[open], [role="menu"], [role="dialog"]') !== null || isWriting(event);
}

function isWriting(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return target !== null && target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]') !== null;
}

/** One key for what is done most: j k move, Enter opens, e edits, x selects, 1 to 6 set the stage, b turns list and board, / searches, Delete deletes, Ctrl+Z undoes, Escape steps back, ? explains. */
export function useShortcuts({ route, search, open, openAt, close, rearrange }: ShortcutOptions): void {
  const { helpOpen } = useDashboard();
  const { list, trash, actions, undo } = useWorkspace();
  // With the rows: an effect after the paint would lose the keys of who types at once.
  useLayoutEffect(() => {
    function move(by: number): void {
      const to = list.move(by);
      // An open detail follows, so that one reads through the list without opening and closing.
      if (to !== null && route.application !== null) open(to);
    }
    /** What is selected, else the one the keyboard stands on. */
    function meant(): ApplicationRow[] {
      const ids = list.selected.value.size > 0 ? [...list.selected.value] : list.cursor.value === null ? [] : [list.cursor.value];
      return ids.map((id) => list.find(id)).filter((row): row is ApplicationRow => row !== undefined);
    }
    function remove(): void {
      const rows = meant();
      const ids = rows.map(({ id }) => id);
      if (rows.length === 0) return;
      if (rows.some(({ id }) => id === list.cursor.value)) stepOff(new Set(ids));
      if (route.application !== null && ids.includes(route.application)) close();
      void trash.remove(rows);
    }
    /** The cursor goes to the next row that stays. */
    function stepOff(leaving: ReadonlySet<string>): void {
      const rows = list.visible.value;
      const at = rows.findIndex(({ id }) => id === list.cursor.value);
      const next = [...rows.slice(at), ...rows.slice(0, at).toReversed()].find(({ id }) => !leaving.has(id));
      list.cursor.value = next?.id ?? null;
    }
    function onKeyDown(event: KeyboardEvent): void {
      const inSearch = event.target === search.current;
      if (inSearch && event.key === 'Escape' && !event.isComposing) {
        if (list.query.value === '') search.current?.blur();
        list.query.value = '';
        event.preventDefault();
        return;
      }
      if (inSearch && (event.key === 'Enter' || event.key === 'ArrowDown')) {
        event.preventDefault();
        document.getElementById('applications')?.focus();
        return;
      }
      if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !event.shiftKey && !isWriting(event)) {
        event.preventDefault();
        undo.last();
        return;
      }
      if (isTaken(event)) return;
      const onButton = event.target instanceof Element && event.target.closest('button, a, input, [role="tab"]') !== null;
      const cursor = list.cursor.value;
      if (event.key === 'j') move(1);
      else if (event.key === 'k') move(-1);
      else if (event.key === 'Enter' && cursor !== null && !onButton) openAt(cursor, 'detail');
      else if (event.key === 'e' && cursor !== null) openAt(cursor, 'detail-title');
      else if (event.key === 'x' && cursor !== null) list.toggle(cursor);
      else if (event.key === 'b') rearrange();
      else if (STAGES[Number(event.key) - 1]) void actions.setStage(meant(), STAGES[Number(event.key) - 1] ?? 'saved');
      else if (event.key === '/') {
        search.current?.focus();
        search.current?.select();
      } else if (event.key === '?') helpOpen.value = true;
      else if (event.key === 'Delete') remove();
      else if (event.key === 'Escape' && route.application !== null) close();
      else if (event.key === 'Escape' && list.selected.value.size > 0) list.clearSelection();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [route, search, open, openAt, close, rearrange, list, trash, actions, undo, helpOpen]);
}
