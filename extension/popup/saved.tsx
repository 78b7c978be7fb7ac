import { Check } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { text } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { OutboxEntry } from '../outbox/outbox.ts';
import type { Popup } from './popup.ts';

const CLOSES_AFTER_MS = 2000;

interface SavedProps {
  popup: Popup;
  entry: OutboxEntry;
  onOpen: () => void;
  onClose: () => void;
}

/** "Saved. Open · Undo". Closes by itself unless somebody touches it. */
export function Saved({ popup, entry, onOpen, onClose }: SavedProps) {
  const [touched, setTouched] = useState(false);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  useEffect(() => {
    if (touched) return undefined;
    const timer = setTimeout(onClose, CLOSES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [touched]);
  const touch = () => setTouched(true);
  const account = popup.connection.value?.account;
  const { title, company } = entry.body.posting;
  return (
    <div ref={first} class="saved" tabIndex={-1} role="status" onPointerMove={touch} onPointerDown={touch} onKeyDown={touch}>
      <Icon icon={Check} size={24} />
      <div class="saved-text">
        <h2>{text('savedTitle')}</h2>
        <p class="soft ellipsis">{[title, company].filter((part) => part !== '').join(' · ')}</p>
        {account === null && <p class="soft">{text('savedHere')}</p>}
        {account?.endedBy && <p class="soft">{text('savedSignedOut')}</p>}
        <div class="saved-actions">
          <Button onClick={onOpen}>{text('open')}</Button>
          <Button kind="quiet" busy={popup.busy.value} onClick={() => void popup.undo()}>
            {text('undo')}
          </Button>
        </div>
      </div>
    </div>
  );
}
