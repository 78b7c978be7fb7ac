import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface QuietTextProps {
  label: string;
  value: string;
  onCommit: (value: string) => void;
  id?: string;
  class?: string;
  placeholder?: string;
  /** Many lines, or one that wraps; it grows with its text. */
  lines?: 'one' | 'wrapping' | 'many';
  required?: boolean;
  maxLength?: number;
  list?: string;
}

/**
 * Text that becomes a field when one means to change it. Enter or leaving commits, Escape takes the change back; a change from
 * elsewhere shows as long as nobody is typing.
 */
export function QuietText(props: QuietTextProps) {
  const { label, value, onCommit, id, class: className = '', placeholder, lines = 'one', required = false, maxLength } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = draft ?? value;

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [shown]);

  function commit(): void {
    setDraft(null);
    if (draft === null) return;
    const next = lines === 'many' ? draft : draft.trim();
    if (next !== value && !(required && next === '')) onCommit(next);
  }
  const shared = {
    id,
    class: `input ${className}`,
    'data-quiet': true,
    'aria-label': label,
    title: label,
    placeholder,
    maxLength,
    value: shown,
    onInput: (event: { currentTarget: { value: string } }) => setDraft(event.currentTarget.value),
    onBlur: commit,
    onKeyDown: (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
      if (event.isComposing) return;
      if (event.key === 'Escape' && draft !== null) {
        setDraft(null);
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
