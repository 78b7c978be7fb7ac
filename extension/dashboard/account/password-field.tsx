import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field, type FieldControl } from '../../ui/field.tsx';

/** What the server checks too; told before anything is sent. */
export const SHORTEST_PASSWORD = 12;

interface PasswordFieldProps {
  label: string;
  hint?: ComponentChildren;
  error?: ComponentChildren;
  /** A new password, which a password manager may suggest. */
  fresh?: boolean;
  value: string;
  onValue: (value: string) => void;
}

/** A password, which its owner may look at while typing. */
export function PasswordField({ label, hint, error, fresh = false, value, onValue }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} error={error} hint={hint ?? (fresh && text('passwordHint'))}>
      {(control) => (
        <div class="password">
          <PasswordInput {...control} shown={shown} fresh={fresh} value={value} onValue={onValue} />
          <Button kind="quiet" aria-pressed={shown} aria-label={text('showPassword')} onClick={() => setShown(!shown)}>
            {shown ? text('hide') : text('show')}
          </Button>
        </div>
      )}
    </Field>
  );
}

interface PasswordInputProps extends FieldControl {
  shown: boolean;
  fresh: boolean;
  value: string;
  onValue: (value: string) => void;
}

function PasswordInput({ shown, fresh, value, onValue, ...control }: PasswordInputProps) {
  const autocomplete = fresh ? 'new-password' : 'current-password';
  const onInput = (event: { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value);
  return shown ? (
    <input {...control} class="input" type="text" autocomplete={autocomplete} spellcheck={false} value={value} onInput={onInput} />
  ) : (
    <input {...control} class="input" type="password" autocomplete={autocomplete} value={value} onInput={onInput} />
  );
}
