import type { ComponentChildren } from 'preact';
import { Field } from '../../ui/field.tsx';

interface EmailFieldProps {
  label: string;
  hint?: ComponentChildren;
  error?: ComponentChildren;
  /** Whose address it is: the one that signs in, the one that is kept, or somebody else's. */
  autocomplete: 'username' | 'email' | 'off';
  readOnly?: boolean;
  value: string;
  onValue: (value: string) => void;
}

/** An e-mail address. */
export function EmailField({ label, hint, error, autocomplete, readOnly = false, value, onValue }: EmailFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          class="input"
          type="email"
          autocomplete={autocomplete}
          readOnly={readOnly}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
