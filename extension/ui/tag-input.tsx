import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { X } from 'lucide';
import { Icon } from './icon.tsx';

interface TagInputProps {
  label: string;
  values: readonly string[];
  /** Offered while typing, best first; those already chosen are left out. */
  suggestions: readonly string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  removeLabel: (value: string) => string;
  maxLength?: number;
  /** One at a time of those that are offered, which may have a comma in them; Enter takes the first. */
  whole?: boolean;
  id?: string;
  /** Takes the focus when it appears. */
  autoFocus?: boolean;
}

const OFFERED = 8;

/** Short words as chips. Enter or comma adds, Backspace in the empty field removes the last, arrows choose a suggestion. */
export function TagInput({
  label,
  values,
  suggestions,
  onChange,
  placeholder,
  removeLabel,
  maxLength = 60,
  whole = false,
  id,
  autoFocus = false,
}: TagInputProps) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(-1);
  const [active, setActive] = useState(false);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (autoFocus) field.current?.focus();
  }, []);
  const wanted = text.trim().toLowerCase();
  const offered =
    active && wanted ? suggestions.filter((word) => word.toLowerCase().includes(wanted) && !values.includes(word)).slice(0, OFFERED) : [];

  /** As it is written already, where it differs in case only. */
  const spelled = (word: string) => suggestions.find((known) => known.toLowerCase() === word.toLowerCase()) ?? word;

  function add(words: readonly string[]): void {
    const added = words
      .map((word) => spelled(word.trim().slice(0, maxLength)))
      .filter((word) => word !== '' && !values.some((known) => known.toLowerCase() === word.toLowerCase()));
    setText('');
    setAt(-1);
    if (added.length > 0) onChange([...values, ...new Set(added)]);
  }
  const addTyped = (typed: string) => add(whole ? [typed] : typed.split(','));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const chosen = offered[at] ?? (whole && !suggestions.includes(spelled(text.trim())) ? offered[0] : undefined);
    if (event.key === 'Enter' && chosen !== undefined) add([chosen]);
    else if (event.key === 'Enter' && wanted) addTyped(text);
    else if (event.key === 'Backspace' && text === '' && values.length > 0) onChange(values.slice(0, -1));
    else if (event.key === 'ArrowDown' && offered.length > 0) setAt((at + 1) % offered.length);
    else if (event.key === 'ArrowUp' && offered.length > 0) setAt((at <= 0 ? offered.length : at) - 1);
    else if (event.key === 'Escape' && text !== '') {
      setText('');
      setAt(-1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="tags">
      {values.map((value) => (
        <span class="tag" key={value}>
          <span class="ellipsis">{value}</span>
          <button
            type="button"
            aria-label={removeLabel(value)}
            title={removeLabel(value)}
            onClick={() => onChange(values.filter((kept) => kept !== value))}
          >
            <Icon icon={X} size={12} />
          </button>
        </span>
      ))}
      <input
        ref={field}
        id={id}
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-activedescendant={at >= 0 && offered[at] !== undefined ? `${listId}-${at}` : undefined}
        autocomplete="off"
        maxLength={maxLength}
        placeholder={placeholder}
        value={text}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          if (!whole && typed.includes(',')) addTyped(typed);
          else {
            setText(typed);
            setAt(-1);
          }
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setActive(true)}
        onBlur={() => {
          setActive(false);
          // What was typed was meant: losing it because the focus moved on would be a loss.
          if (wanted) addTyped(text);
        }}
      />
      <ul class="completions" id={listId} role="listbox" aria-label={label} hidden={offered.length === 0}>
        {offered.map((word, index) => (
          <li
            key={word}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            // pointerdown, because the field's blur comes before click and would add the half-typed word.
            onPointerDown={(event) => {
              event.preventDefault();
              add([word]);
            }}
          >
            {word}
          </li>
        ))}
      </ul>
    </div>
  );
}
