import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface QuietTextProps {
  label: string;
  value: string;
  onCommit: (value: string) => void;
  /** Hears of every keystroke. */
  onDraft?: (value: string) => void;
  id?: string;
  class?: string;
  placeholder?: string;
  /** Many lines, or one that wraps; it grows with its text. */
  lines?: 'one' | 'wrapping' | 'many';
  required?: boolean;
  maxLength?: number;
  /** The id of what says that the value will not do. */
  describedBy?: string | undefined;
}

/**
 * Text that becomes a field when one means to change it. Enter or leaving commits, also when the field itself goes; Escape takes a line
 * back, and leaves many lines as they are written. A change from elsewhere shows as long as nobody is typing.
 */
export function QuietText(props: QuietTextProps) {
  const {
    label,
    value,
    onCommit,
    onDraft,
    id,
    class: className = '',
    placeholder,
    lines = 'one',
    required = false,
    maxLength,
    describedBy,
  } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  /** What is typed and not committed; not every browser tells a field that is taken out of the page that it lost the focus. */
  const pending = useRef<() => void>(() => {});
  const shown = draft ?? value;

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [shown]);

  function commit(): void {
    setDraft(null);
    pending.current = () => {};
    if (draft === null) return;
    const next = lines === 'many' ? draft : draft.trim();
    if (next !== value && !(required && next === '')) onCommit(next);
  }
  if (draft !== null) pending.current = commit;
  useLayoutEffect(() => () => pending.current(), []);
  const shared = {
    id,
    class: `input ${className}`,
    'data-quiet': true,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': describedBy === undefined ? undefined : true,
    title: label,
    placeholder,
    maxLength,
    value: shown,
    onInput: (event: { currentTarget: { value: string } }) => {
      setDraft(event.currentTarget.value);
      onDraft?.(event.currentTarget.value);
    },
    onBlur: commit,
    onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
      if (event.isComposing) return;
      if (event.key === 'Escape' && draft !== null && lines !== 'many') {
        setDraft(null);
        pending.current = () => {};
        event.preventDefault();
      } else if (event.key === 'Escape') event.currentTarget.blur();
      else if (event.key === 'Enter' && (lines !== 'many' || event.ctrlKey || event.metaKey)) event.currentTarget.blur();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
  return lines === 'one' ? <input type="text" autocomplete="off" {...shared} /> : <textarea rows={1} ref={area} {...shared} />;
}
