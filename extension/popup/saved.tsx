import { Check } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Existing } from '../library/find-existing.ts';
import type { OutboxEntry } from '../outbox/outbox.ts';
import { text } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Popup } from './popup.ts';

const CLOSES_AFTER_MS = 2000;

interface DoneProps {
  title: string;
  posting: { title: string; company: string };
  children?: ComponentChildren;
  actions: ComponentChildren;
  onClose: () => void;
}

/** What was done, and what can be done next. Closes by itself unless somebody touches it. */
function Done({ title, posting, children, actions, onClose }: DoneProps) {
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
  return (
    <main>
      <div ref={first} class="saved" tabIndex={-1} role="status" onPointerMove={touch} onPointerDown={touch} onKeyDown={touch}>
        <Icon icon={Check} size={24} />
        <div class="saved-text">
          <h1>{title}</h1>
          <p class="soft ellipsis">{[posting.title, posting.company].filter((part) => part !== '').join(' · ')}</p>
          {children}
          <div class="saved-actions">{actions}</div>
        </div>
      </div>
    </main>
  );
}

interface SavedProps {
  popup: Popup;
  entry: OutboxEntry;
  onOpen: () => void;
  onClose: () => void;
}

/** "Saved. Open · Undo". */
export function Saved({ popup, entry, onOpen, onClose }: SavedProps) {
  const account = popup.connection.value?.account;
  const actions = (
    <>
      <Button onClick={onOpen}>{text('open')}</Button>
      <Button kind="quiet" busy={popup.busy.value} onClick={() => void popup.undo()}>
        {text('undo')}
      </Button>
    </>
  );
  return (
    <Done title={text('saved')} posting={entry.body.posting} actions={actions} onClose={onClose}>
      {account === null && <p class="soft">{text('savedHere')}</p>}
      {account?.endedBy && <p class="soft">{text('savedSignedOut')}</p>}
    </Done>
  );
}

/** "Updated. Open". Its history in the list takes it back. */
export function Updated({ existing, onOpen, onClose }: { existing: Existing; onOpen: () => void; onClose: () => void }) {
  const posting = existing.taken.body.posting;
  return (
    <Done title={text('updatedTitle')} posting={posting} actions={<Button onClick={onOpen}>{text('open')}</Button>} onClose={onClose} />
  );
}
