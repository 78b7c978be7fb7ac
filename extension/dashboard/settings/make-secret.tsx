import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { ShownOnce } from './shown-once.tsx';

interface MakeSecretProps {
  /** On the button that opens the form. */
  make: string;
  label: string;
  hint: string;
  form: (onMade: (secret: string) => void, onCancel: () => void) => ComponentChildren;
  /** The list has one more. */
  onMade: () => void;
}

/** A button, then its form, then the secret that it made at the one time that it is shown. */
export function MakeSecret({ make, label, hint, form, onMade }: MakeSecretProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const take = (made: string) => {
    setSecret(made);
    setOpen(false);
    onMade();
  };
  return (
    <>
      {secret !== null && <ShownOnce label={label} secret={secret} hint={hint} onDone={() => setSecret(null)} />}
      {open && form(take, () => setOpen(false))}
      {!open && secret === null && <Button onClick={() => setOpen(true)}>{make}</Button>}
    </>
  );
}
