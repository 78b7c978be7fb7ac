import { useRef } from 'preact/hooks';
import { STAGES, type Stage } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { useWorkspace } from '../dashboard.ts';

interface BoardKeysOptions {
  board: { current: HTMLElement | null };
  byStage: Readonly<Record<Stage, readonly ApplicationRow[]>>;
  onMove: (id: string, stage: Stage) => void;
}

interface BoardKeys {
  onKeyDown: (event: KeyboardEvent) => void;
  /** The card that gets the focus as soon as it is there: what was moved is another element, and what is out of sight none yet. */
  follow: { current: string | null };
}

/** Arrows walk over the cards, also into the columns beside; Shift and ← → take the card along. */
export function useBoardKeys({ board, byStage, onMove }: BoardKeysOptions): BoardKeys {
  const { list } = useWorkspace();
  const follow = useRef<string | null>(null);
  function focusCard(row: ApplicationRow | undefined): void {
    if (!row) return;
    list.cursor.value = row.id;
    const card = board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(row.id)}"]`);
    if (card) card.focus();
    // Not among those in sight: once its column has scrolled there it exists.
    else follow.current = row.id;
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = (event.target as Element).closest<HTMLElement>('[data-card]')?.dataset['card'];
    const row = id === undefined ? undefined : list.find(id);
    if (!row) {
      if (event.target !== event.currentTarget || !event.key.startsWith('Arrow')) return;
      event.preventDefault();
      return focusCard(STAGES.map((stage) => byStage[stage][0]).find((first) => first !== undefined));
    }
    const stageAt = STAGES.indexOf(row.stage);
    const at = byStage[row.stage].findIndex((other) => other.id === row.id);
    const sideways = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const down = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (down !== 0) focusCard(byStage[row.stage][at + down]);
    else if (sideways !== 0 && event.shiftKey) {
      const stage = STAGES[stageAt + sideways];
      if (stage === undefined) return;
      onMove(row.id, stage);
    } else if (sideways !== 0) {
      for (let next = stageAt + sideways; next >= 0 && next < STAGES.length; next += sideways) {
        const cards = byStage[STAGES[next] ?? row.stage];
        if (cards.length === 0) continue;
        focusCard(cards[Math.min(at, cards.length - 1)]);
        break;
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return { onKeyDown, follow };
}
