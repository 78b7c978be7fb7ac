import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatDay } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { useDashboard } from '../dashboard.ts';

interface DayFieldProps {
  label: string;
  /** `YYYY-MM-DD`. */
  day: string | null;
  onCommit: (day: string | null) => void;
}

/** A day in words that becomes the platform's field when one means to change it, and its calendar for a pointer: that one takes every key. */
export function DayField({ label, day, onCommit }: DayFieldProps) {
  const { services } = useDashboard();
  const [editing, setEditing] = useState<'no' | 'typing' | 'choosing'>('no');
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (editing === 'no') return;
    field.current?.focus();
    if (editing === 'typing') return;
    try {
      field.current?.showPicker();
    } catch {
      // Some browsers want the click itself and not what follows from it: then one types, or opens it by its icon.
    }
  }, [editing]);
  function close(): void {
    setEditing('no');
    requestAnimationFrame(() => button.current?.focus());
  }

  if (editing === 'no') {
    return (
      <button
        ref={button}
        type="button"
        class="button property-button tabular"
        data-kind="quiet"
        aria-label={text('fieldValue', { field: label, value: day === null ? text('notSet') : formatDay(day, services.now()) })}
        title={day ?? undefined}
        // No pointer clicks zero times.
        onClick={(event) => setEditing(event.detail === 0 ? 'typing' : 'choosing')}
      >
        {day === null ? <span class="soft">{text('notSet')}</span> : formatDay(day, services.now())}
      </button>
    );
  }
  return (
    <input
      ref={field}
      class="input tabular"
      type="date"
      aria-label={label}
      min="1900-01-01"
      max="2999-12-31"
      defaultValue={day ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value || null;
        // While a year is typed, 0002 and 0020 come by.
        if (chosen !== day && event.currentTarget.validity.valid) onCommit(chosen);
      }}
      onBlur={() => setEditing('no')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    />
  );
}
