import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { OUTCOMES, STAGES, type ApplicationChanges } from '../../../contract/index.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { parseTyped } from '../../popup/parse-typed.ts';
import { dayOf, formatSalary } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { outcomeWord, stageWord } from '../../texts/words.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { stageChanges } from '../detail/changes.ts';
import { priorityWord } from './cell.tsx';
import { COLUMNS, type ColumnId } from './columns.ts';

interface CellEditorProps {
  column: ColumnId;
  application: ApplicationRow;
}

interface EditContext {
  row: ApplicationRow;
  /** The reader's own calendar day. */
  today: string;
}

/** The text a field starts with. */
function writtenIn(column: ColumnId, { posting, stage, outcome, tags, priority, ...application }: ApplicationRow): string {
  switch (column) {
    case 'title':
      return posting.title;
    case 'company':
      return posting.company;
    case 'location':
      return posting.location ?? '';
    case 'salary':
      return posting.salary === null ? '' : formatSalary(posting.salary);
    case 'tags':
      return tags.join(', ');
    case 'stage':
      return outcome === null ? stage : `closed ${outcome}`;
    case 'priority':
      return String(priority);
    case 'appliedOn':
    case 'followUpOn':
      return application[column] ?? '';
    default:
      return '';
  }
}

/** What was written, as changes; null where nothing is to change, `'fault'` where it cannot be understood. */
export function changesFor(column: ColumnId, written: string, { row, today }: EditContext): ApplicationChanges | null | 'fault' {
  const words = written.trim();
  if (words === writtenIn(column, row).trim()) return null;
  switch (column) {
    case 'title':
      return words === '' ? null : { posting: { title: words } };
    case 'company':
      return { posting: { company: words } };
    case 'location':
      return { posting: { location: words === '' ? null : words } };
    case 'salary': {
      if (words === '') return { posting: { salary: null } };
      const salary = parseTyped('salary', words, { today, currency: row.posting.salary?.currency ?? null });
      return salary === null ? 'fault' : { posting: { salary } };
    }
    case 'tags':
      return { tags: [...new Set(words.split(',').map((tag) => tag.trim().slice(0, 60)))].filter((tag) => tag !== '') };
    case 'stage': {
      const [stageName, outcomeName] = words.split(' ');
      const stage = STAGES.find((known) => known === stageName);
      if (!stage) return 'fault';
      return {
        ...stageChanges(row, stage, today),
        ...(stage === 'closed' ? { outcome: OUTCOMES.find((known) => known === outcomeName) ?? null } : {}),
      };
    }
    case 'priority':
      return { priority: Number(words) };
    case 'appliedOn':
      return { appliedOn: words === '' ? null : words };
    case 'followUpOn':
      return { followUpOn: words === '' ? null : words };
    default:
      return null;
  }
}

/** A cell as a field. Enter keeps and ends, Tab keeps and goes to the next cell, Escape takes it back. */
export function CellEditor({ column, application }: CellEditorProps) {
  const { services } = useDashboard();
  const { actions, cellEditing } = useWorkspace();
  const [written, setWritten] = useState(() => writtenIn(column, application));
  const [fault, setFault] = useState(false);
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select?.();
  }, []);

  /** False where what is written cannot be kept. */
  function keep(value = written): boolean {
    if (done.current) return true;
    const changes = changesFor(column, value, { row: application, today: dayOf(services.now()) });
    if (changes === 'fault') {
      setFault(true);
      return false;
    }
    done.current = true;
    if (changes !== null) {
      const { title } = application.posting;
      void actions.change([application], () => changes, text('changedTitle', { field: text(COLUMNS[column].word), title }));
    }
    return true;
  }
  function end(): void {
    done.current = true;
    cellEditing.end();
    document.getElementById('applications')?.focus({ preventScroll: true });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    event.stopPropagation();
    if (event.key === 'Escape') end();
    else if (event.key === 'Enter') {
      if (keep()) end();
    } else if (event.key === 'Tab') {
      if (keep()) cellEditing.next(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
  }
  const label = text('editField', { field: text(COLUMNS[column].word) });
  const shared = {
    ref: field,
    class: 'input cell-input',
    'aria-label': label,
    'aria-invalid': fault || undefined,
    title: fault ? text('payNotUnderstood') : label,
    value: written,
    onKeyDown,
    onBlur: () => {
      // Leaving it keeps it, as everywhere; what cannot be understood is not kept and not guessed.
      if (!done.current) keep();
      if (!done.current || cellEditing.at.value?.column === column) cellEditing.end();
    },
  };
  const choices = choicesFor(column);
  const isDay = column === 'appliedOn' || column === 'followUpOn';
  const onInput = (event: { currentTarget: { value: string } }) => {
    setFault(false);
    setWritten(event.currentTarget.value);
  };
  return (
    <span role="gridcell" class="cell-editing" onClick={(event) => event.stopPropagation()}>
      {choices === null && isDay && <input {...shared} type="date" onInput={onInput} />}
      {choices === null && !isDay && <input {...shared} type="text" autocomplete="off" maxLength={500} onInput={onInput} />}
      {choices !== null && (
        <select {...shared} onInput={onInput}>
          {choices.map(({ value, word }) => (
            <option key={value} value={value} selected={value === written}>
              {word}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}

function choicesFor(column: ColumnId): { value: string; word: string }[] | null {
  if (column === 'priority') return [0, 1, 2, 3].map((priority) => ({ value: String(priority), word: priorityWord(priority) }));
  if (column !== 'stage') return null;
  return [
    ...STAGES.map((stage) => ({ value: stage as string, word: stageWord(stage) })),
    ...OUTCOMES.map((outcome) => ({ value: `closed ${outcome}`, word: `${stageWord('closed')}: ${outcomeWord(outcome)}` })),
  ];
}
