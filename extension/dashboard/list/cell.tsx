import type { ComponentChildren } from 'preact';
import type { ApplicationRow } from '../../library/library.ts';
import { formatDay, formatExact, formatInstant, formatSalary } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { employmentWord, outcomeWord, STAGE_TONES, stageWord, workplaceWord } from '../../texts/words.ts';
import { Dot } from '../../ui/dot.tsx';
import { COLUMNS, type ColumnId } from './columns.ts';

/** The place as one phrase: "Copenhagen · Hybrid". */
export function placeOf({ posting }: ApplicationRow): string {
  const words = [posting.location, posting.workplaceType && workplaceWord(posting.workplaceType)].filter(Boolean);
  // "Remote" is often all that is said of the place.
  return [...new Set(words)].join(' · ');
}

/** "Closed" alone says little: how it ended says it all. */
export function standingOf(application: ApplicationRow): string {
  return application.outcome === null ? stageWord(application.stage) : outcomeWord(application.outcome);
}

const PRIORITIES = ['priority_0', 'priority_1', 'priority_2', 'priority_3'] as const;
export const priorityWord = (priority: number): string => text(PRIORITIES[priority] ?? 'priority_0');

interface CellOptions {
  column: ColumnId;
  application: ApplicationRow;
  /** Milliseconds since the epoch, in whole minutes. */
  now: number;
  /** After the title: marks of the row. */
  marks: ComponentChildren;
}

/** One cell, as an element and not as a component: a keystroke of a search changes two hundred of them at once. */
export function renderCell({ column, application, now, marks }: CellOptions) {
  const editable = COLUMNS[column].editable ? column : undefined;
  const { posting, tags, stage } = application;
  if (column === 'title') {
    return (
      <span key={column} role="gridcell" class="cell-title" data-column={editable}>
        <span class="ellipsis row-title">{posting.title}</span>
        {marks}
        {tags.length > 0 && <span class="row-tags">{renderTags(tags)}</span>}
      </span>
    );
  }
  if (column === 'stage') {
    return (
      <span key={column} role="gridcell" class="cell-stage" data-column={editable}>
        {Dot({ tone: STAGE_TONES[stage] })}
        <span class="ellipsis">{standingOf(application)}</span>
      </span>
    );
  }
  if (column === 'tags') {
    return (
      <span key={column} role="gridcell" class="cell-tags" data-column={editable}>
        {renderTags(tags)}
      </span>
    );
  }
  return (
    <span key={column} role="gridcell" class={`cell-${column} ellipsis`} data-column={editable}>
      {wordsOf(column, application, now)}
    </span>
  );
}

/** By their places, not their words: another row's tags are then other words in the same elements. */
function renderTags(tags: readonly string[]) {
  return tags.map((tag, index) => (
    <span class="tag" key={index}>
      <span class="ellipsis">{tag}</span>
    </span>
  ));
}

function wordsOf(column: ColumnId, application: ApplicationRow, now: number): string {
  const { posting } = application;
  const day = (value: string | null) => (value === null ? '' : formatDay(value, now));
  switch (column) {
    case 'company':
      return posting.company;
    case 'location':
      return placeOf(application);
    case 'salary':
      return posting.salary === null ? '' : formatSalary(posting.salary, true);
    case 'priority':
      return application.priority === 0 ? '' : priorityWord(application.priority);
    case 'employmentType':
      return posting.employmentType === null ? '' : employmentWord(posting.employmentType);
    case 'appliedOn':
    case 'followUpOn':
      return day(application[column]);
    case 'datePosted':
    case 'validThrough':
      return day(posting[column]);
    case 'updatedAt':
      return formatInstant(application.updatedAt, now);
    case 'savedAt':
      return formatInstant(application.createdAt, now);
    default:
      return '';
  }
}

/** What the pointer is told when it rests on a cell: all of what may be cut off, and the exact time. */
export function titleOf(column: ColumnId, application: ApplicationRow, now: number): string {
  const { posting, tags } = application;
  if (column === 'title') return [posting.title, tags.join(', ')].filter(Boolean).join('\n');
  if (column === 'tags') return tags.join(', ');
  if (column === 'stage') return standingOf(application);
  if (column === 'salary') return posting.salary === null ? '' : formatSalary(posting.salary);
  if (column === 'savedAt') return formatExact(application.createdAt);
  if (column === 'updatedAt') return formatExact(application.updatedAt);
  if (column === 'appliedOn' || column === 'followUpOn') return application[column] ?? '';
  if (column === 'datePosted' || column === 'validThrough') return posting[column] ?? '';
  return wordsOf(column, application, now);
}
