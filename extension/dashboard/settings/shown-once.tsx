import { Copy } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useDashboard } from '../dashboard.ts';

/** Where a browser does not fit a field to its text: lines of a narrow screen. */
const LINE_LENGTH = 32;
const rowsOf = (secret: string) => secret.split('\n').reduce((rows, line) => rows + Math.ceil(line.length / LINE_LENGTH), 0);

interface ShownOnceProps {
  label: string;
  /** What nobody can be shown again. */
  secret: string;
  hint: string;
  /** Beside copying: a download. */
  actions?: ComponentChildren;
  onDone: () => void;
}

/** A secret at the one time that it is shown, to be taken along. */
export function ShownOnce({ label, secret, hint, actions, onDone }: ShownOnceProps) {
  const { toasts } = useDashboard();
  const box = useRef<HTMLTextAreaElement>(null);
  // The button that asked for it is gone, and it may stand below what one sees.
  useEffect(() => box.current?.focus(), []);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(secret);
      toasts.show({ message: text('copied') });
    } catch {
      // Over plain http there is no clipboard: what is selected can still be copied by hand.
      box.current?.focus();
      box.current?.select();
    }
  }
  return (
    <div class="shown-once" role="group" aria-label={label}>
      <textarea
        ref={box}
        class="input"
        readOnly
        rows={rowsOf(secret)}
        aria-label={label}
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p class="soft">{hint}</p>
      <div class="page-actions">
        <Button kind="primary" icon={Copy} onClick={() => void copy()}>
          {text('copy')}
        </Button>
        {actions}
        <Button kind="quiet" onClick={onDone}>
          {text('keptIt')}
        </Button>
      </div>
    </div>
  );
}
