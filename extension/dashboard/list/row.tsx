import type { ApplicationRow } from '../../library/library.ts';
import { formatExact, formatInstant, formatSalary } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { STAGE_TONES, outcomeWord, stageWord, workplaceWord } from '../../texts/words.ts';
import { Dot } from '../../ui/dot.tsx';
import { memo } from '../../ui/memo.ts';

interface RowProps {
  application: ApplicationRow;
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
  onOpen: (id: string) => void;
  onSelect: (id: string, range: boolean) => void;
}

/** The place as one phrase: "Copenhagen · Hybrid". */
export function placeOf({ posting }: ApplicationRow): string {
  return [posting.location, posting.workplaceType && workplaceWord(posting.workplaceType)].filter(Boolean).join(' · ');
}

/** "Closed" alone says little: how it ended says it all. */
export function standingOf(application: ApplicationRow): string {
  return application.outcome === null ? stageWord(application.stage) : outcomeWord(application.outcome);
}

/** One application as one line; as two lines where the window is narrow. What only the pointer asks for is written when it comes. */
export const Row = memo(function Row(props: RowProps) {
  const { application, index, top, height, now, selected, current, open, unsent, conflict, onOpen, onSelect } = props;
  const { id, posting, tags, createdAt } = application;
  const standing = standingOf(application);
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
      onClick={(event) => (event.shiftKey ? onSelect(id, true) : event.ctrlKey || event.metaKey ? onSelect(id, false) : onOpen(id))}
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
      <span role="gridcell" class="cell-title">
        <span class="ellipsis row-title" title={posting.title}>
          {posting.title}
        </span>
        {conflict && <span class="row-mark" data-tone="caution" title={text('changedElsewhere')} />}
        {!conflict && unsent && <span class="row-mark" title={text('notSentYet')} />}
        {tags.length > 0 && (
          <span class="row-tags" title={tags.join(', ')}>
            {tags.map((tag) => (
              <span class="tag" key={tag}>
                <span class="ellipsis">{tag}</span>
              </span>
            ))}
          </span>
        )}
      </span>
      <span role="gridcell" class="cell-company ellipsis" title={posting.company}>
        {posting.company}
      </span>
      <span role="gridcell" class="cell-location ellipsis" title={placeOf(application)}>
        {placeOf(application)}
      </span>
      <span role="gridcell" class="cell-stage">
        <Dot tone={STAGE_TONES[application.stage]} />
        <span class="ellipsis">{standing}</span>
      </span>
      <span
        role="gridcell"
        class="cell-pay tabular ellipsis"
        onPointerEnter={(event) => posting.salary && (event.currentTarget.title = formatSalary(posting.salary))}
      >
        {posting.salary && formatSalary(posting.salary, true)}
      </span>
      <span role="gridcell" class="cell-saved tabular" onPointerEnter={(event) => (event.currentTarget.title = formatExact(createdAt))}>
        {formatInstant(createdAt, now)}
      </span>
    </div>
  );
});
