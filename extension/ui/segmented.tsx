import { useId } from 'preact/hooks';
import { Dot, type Tone } from './dot.tsx';

interface SegmentedProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; tone?: Tone }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, all in sight. Radio buttons underneath, so arrows and screen readers work as everywhere. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div class="segmented" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            class="unseen"
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.tone && <Dot tone={option.tone} />}
          {option.label}
        </label>
      ))}
    </div>
  );
}
