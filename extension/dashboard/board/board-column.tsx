import { MoreHorizontal } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { STAGES, type Stage } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { formatInstant, formatNumber, formatSalary } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { STAGE_TONES, stageWord } from '../../texts/words.ts';
import { Dot } from '../../ui/dot.tsx';
import { Icon } from '../../ui/icon.tsx';
import { memo } from '../../ui/memo.ts';
import { Menu } from '../../ui/menu.tsx';
import { useWorkspace } from '../dashboard.ts';
import { placeOf, standingOf } from '../list/cell.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';

const CARD_PX = 104;
const DRAG_TYPE = 'application/x-jackdaw';

interface BoardColumnProps {
  stage: Stage;
  rows: readonly ApplicationRow[];
  openId: string | null;
  /** The card that is waited for, to be given the focus. */
  follow: { current: string | null };
  now: number;
  onOpen: (id: string) => void;
  onMove: (id: string, stage: Stage) => void;
}

/** One stage with its cards, of which only those in sight exist. */
export function BoardColumn({ stage, rows, openId, follow, now, onOpen, onMove }: BoardColumnProps) {
  const { list, edits } = useWorkspace();
  const scroller = useRef<HTMLUListElement>(null);
  const virtual = useVirtualRows(scroller, rows.length, CARD_PX);
  const [over, setOver] = useState(false);
  const cursor = list.cursor.value;
  const at = cursor === null ? -1 : rows.findIndex(({ id }) => id === cursor);
  // A card that the keyboard goes to, or that was moved here, exists once it is in sight.
  useLayoutEffect(() => {
    if (at >= 0) virtual.scrollTo(at);
  }, [cursor, at >= 0]);
  useLayoutEffect(() => {
    const card = follow.current && scroller.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(follow.current)}"]`);
    if (!card) return;
    follow.current = null;
    card.focus();
  });
  return (
    <section
      class="board-column"
      data-over={over || undefined}
      aria-label={text('fieldValue', { field: stageWord(stage), value: textCount('applications', rows.length) })}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        const id = event.dataTransfer?.getData(DRAG_TYPE);
        if (!id) return;
        event.preventDefault();
        onMove(id, stage);
      }}
    >
      <h2 class="board-head">
        <Dot tone={STAGE_TONES[stage]} />
        {stageWord(stage)}
        <span class="soft tabular">{formatNumber(rows.length)}</span>
      </h2>
      <ul class="board-cards" ref={scroller} data-stage={stage} tabIndex={-1}>
        <li class="board-space" aria-hidden="true" style={{ height: `${virtual.heightPx}px` }} />
        {virtual.items.map(({ index, start }) => {
          const application = rows[index];
          if (!application) return null;
          const { id } = application;
          return (
            <Card
              key={id}
              application={application}
              top={start}
              now={now}
              current={id === cursor}
              open={id === openId}
              unsent={edits.unsent.value.has(id)}
              onOpen={onOpen}
              onMove={onMove}
            />
          );
        })}
        {rows.length === 0 && <li class="board-empty soft">{text('columnEmpty')}</li>}
      </ul>
    </section>
  );
}

interface CardProps {
  application: ApplicationRow;
  top: number;
  now: number;
  current: boolean;
  open: boolean;
  unsent: boolean;
  onOpen: (id: string) => void;
  onMove: (id: string, stage: Stage) => void;
}

const Card = memo(function Card({ application, top, now, current, open, unsent, onOpen, onMove }: CardProps) {
  const { id, posting, stage } = application;
  const second = [posting.company, placeOf(application)].filter(Boolean).join(' · ');
  const third = stage === 'closed' ? standingOf(application) : posting.salary ? formatSalary(posting.salary, true) : '';
  return (
    <li class="card-place" style={{ transform: `translateY(${top}px)` }}>
      <article
        class="card"
        id={`card-${id}`}
        data-open={open || undefined}
        data-current={current || undefined}
        draggable
        onDragStart={(event) => event.dataTransfer?.setData(DRAG_TYPE, id)}
      >
        <button type="button" class="card-open" data-card={id} aria-current={open || undefined} onClick={() => onOpen(id)}>
          <span class="card-title" title={posting.title}>
            {posting.title}
          </span>
          <span class="soft ellipsis" title={second}>
            {second}
          </span>
          <span class="soft card-last tabular">
            <span class="ellipsis">{third}</span>
            {unsent && <span class="row-mark" title={text('notSentYet')} />}
            <span class="card-day">{formatInstant(application.createdAt, now)}</span>
          </span>
        </button>
        <Menu
          square
          class="card-menu"
          label={text('moveTitle', { title: posting.title })}
          items={STAGES.map((option) => ({
            id: option,
            label: stageWord(option),
            tone: STAGE_TONES[option],
            selected: option === stage,
            onSelect: () => onMove(id, option),
          }))}
        >
          <Icon icon={MoreHorizontal} />
        </Menu>
      </article>
    </li>
  );
});
