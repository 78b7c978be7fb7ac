import { useLayoutEffect } from 'preact/hooks';
import { useDashboard, useWorkspace } from '../dashboard.ts';

interface TrashKeys {
  /** Puts the focus on a line's box; nothing happens where there is no such line. */
  focusLine: (place: number) => void;
  selectAll: () => void;
  clear: () => void;
}

/** The keys of the list, as far as they mean something here: j k and the arrows move, x and Space select, Ctrl+A selects all, Escape none, Ctrl+Z undoes. */
export function useTrashKeys({ focusLine, selectAll, clear }: TrashKeys): void {
  const { helpOpen } = useDashboard();
  const { undo } = useWorkspace();
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return;
      const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
      const place = line ? Number(line.dataset['place']) : -1;
      if (event.ctrlKey || event.metaKey) {
        if (event.key === 'z' && !event.shiftKey) undo.last();
        else if (event.key === 'a') selectAll();
        else return;
      } else if (event.key === 'j' || event.key === 'ArrowDown') focusLine(place + 1);
      else if (event.key === 'k' || event.key === 'ArrowUp') focusLine(Math.max(0, place - 1));
      else if (event.key === 'x' && line) line.querySelector('input')?.click();
      else if (event.key === 'Escape') clear();
      else if (event.key === '?') helpOpen.value = true;
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
