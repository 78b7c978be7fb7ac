import type { ComponentChildren } from 'preact';
import type { ApplicationRow } from '../../library/library.ts';
import { formatDay, formatExact, formatInstant, formatSalary } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { employmentWord, outcomeWord, STAGE_TONES, stageWord, workplaceWord } from '../../texts/words.ts';
import { Dot } from '../../ui/dot.tsx';
import { COLUMNS, type ColumnId } from './columns.ts';

/** The place as one phrase: "Copenhagen · Hybrid". */
export function placeOf({ posting }: ApplicationRow): string {
  return [posting.location, posting.workplaceType && workplaceWord(posting.workplaceType)].filter(Boolean).join(' · ');
}

/** "Closed" alone says little: how it ended says it all. */
export function standingOf(application: ApplicationRow): string {
  return application.outcome === null ? stageWord(application.stage) : outcomeWord(application.outcome);
}

const PRIORITIES = ['priority_0', 'priority_1', 'priority_2', 'priority_3'] as const;
export const priorityWord = (priority: number): string => text(PRIORITIES[priority] ?? 'priority_0');

/** What a column shows of an application, and what the pointer is told when it rests there. */
interface CellProps {
  column: ColumnId;
  application: ApplicationRow;
  /** Milliseconds since the epoch, in whole minutes. */
  now: number;
  /** Before and after the words: marks of the row. */
  children?: ComponentChildren;
}

/** One cell. What only the pointer asks for is written when it comes. */
export function Cell({ column, application, now, children }: CellProps) {
  const editable = COLUMNS[column].editable ? column : undefined;
  if (column === 'title') return <TitleCell application={application}>{children}</TitleCell>;
  if (column === 'stage') {
    return (
      <span role="gridcell" class="cell-stage" data-column={editable}>
        <Dot tone={STAGE_TONES[application.stage]} />
        <span class="ellipsis">{standingOf(application)}</span>
      </span>
    );
  }
  if (column === 'tags') {
    return (
      <span role="gridcell" class="cell-tags" title={application.tags.join(', ')} data-column={editable}>
        <Tags tags={application.tags} />
      </span>
    );
  }
  const words = wordsOf(column, application, now);
  return (
    <span
      role="gridcell"
      class={`cell-${column} ellipsis`}
      onPointerEnter={(event) => (event.currentTarget.title = titleOf(column, application) ?? words)}
      data-column={editable}
    >
      {words}
    </span>
  );
}

function TitleCell({ application, children }: { application: ApplicationRow; children?: ComponentChildren }) {
  const { posting, tags } = application;
  return (
    <span role="gridcell" class="cell-title" data-column="title">
      <span class="ellipsis row-title" title={posting.title}>
        {posting.title}
      </span>
      {children}
      {tags.length > 0 && (
        <span class="row-tags" title={tags.join(', ')}>
          <Tags tags={tags} />
        </span>
      )}
    </span>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <>
      {tags.map((tag) => (
        <span class="tag" key={tag}>
          <span class="ellipsis">{tag}</span>
        </span>
      ))}
    </>
  );
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

function titleOf(column: ColumnId, application: ApplicationRow): string | null {
  if (column === 'salary') return application.posting.salary && formatSalary(application.posting.salary);
  if (column === 'savedAt') return formatExact(application.createdAt);
  if (column === 'updatedAt') return formatExact(application.updatedAt);
  if (column === 'appliedOn' || column === 'followUpOn') return application[column];
  if (column === 'datePosted' || column === 'validThrough') return application.posting[column];
  return null;
}
