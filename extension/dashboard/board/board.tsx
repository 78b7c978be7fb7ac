import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { STAGES, type Outcome, type Stage } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { text } from '../../texts/text.ts';
import { stageWord } from '../../texts/words.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { BoardColumn } from './board-column.tsx';
import { useBoardKeys } from './board-keys.ts';
import { OutcomeDialog } from './outcome-dialog.tsx';

interface BoardProps {
  openId: string | null;
  onOpen: (id: string) => void;
}

/** The applications by stage. Cards are moved by dragging, by a menu, or by Shift and the arrows; every move is told aloud. */
export function Board({ openId, onOpen }: BoardProps) {
  const { services } = useDashboard();
  const { list, actions } = useWorkspace();
  const [closing, setClosing] = useState<ApplicationRow | null>(null);
  const [told, setTold] = useState('');
  const board = useRef<HTMLDivElement>(null);
  const rows = list.visible.value;
  const byStage = useMemo(() => groupByStage(rows), [rows]);
  const now = Math.floor(services.now() / 60_000) * 60_000;
  const open = useRef(onOpen);
  open.current = onOpen;
  const openCard = useCallback((id: string) => open.current(id), []);

  function settle(row: ApplicationRow, stage: Stage, outcome: Outcome | null): void {
    follow.current = row.id;
    void actions.setStage([row], stage, outcome);
    setTold(text('movedAloud', { title: row.posting.title, stage: stageWord(stage) }));
  }
  const move = useRef<(id: string, stage: Stage) => void>(() => {});
  move.current = (id, stage) => {
    const row = list.find(id);
    if (!row || row.stage === stage) return;
    list.cursor.value = id;
    // How it ended is known best at the moment of closing.
    if (stage === 'closed') setClosing(row);
    else settle(row, stage, null);
  };
  const moveCard = useCallback((id: string, stage: Stage) => move.current(id, stage), []);
  const { onKeyDown, follow } = useBoardKeys({ board, byStage, onMove: moveCard });

  return (
    <>
      <div class="board" id="applications" ref={board} tabIndex={-1} role="group" aria-label={text('board')} onKeyDown={onKeyDown}>
        {STAGES.map((stage) => (
          <BoardColumn
            key={stage}
            stage={stage}
            rows={byStage[stage]}
            openId={openId}
            follow={follow}
            now={now}
            onOpen={openCard}
            onMove={moveCard}
          />
        ))}
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {told}
      </p>
      {closing && (
        <OutcomeDialog
          title={closing.posting.title}
          onClose={() => setClosing(null)}
          onChoose={(outcome) => {
            settle(closing, 'closed', outcome);
            setClosing(null);
          }}
        />
      )}
    </>
  );
}

function groupByStage(rows: readonly ApplicationRow[]): Record<Stage, ApplicationRow[]> {
  const groups = Object.fromEntries(STAGES.map((stage) => [stage, []])) as unknown as Record<Stage, ApplicationRow[]>;
  for (const row of rows) groups[row.stage].push(row);
  return groups;
}
