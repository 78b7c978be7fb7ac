import { CircleCheck, Download, RotateCw } from 'lucide';
import { useState } from 'preact/hooks';
import type { OutboxEntry } from '../../outbox/outbox.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { reasonWord } from '../../texts/problem-words.ts';
import { text, textCount } from '../../texts/text.ts';
import { stageWord } from '../../texts/words.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useDashboard } from '../dashboard.ts';
import { entryReason } from './entry-reason.ts';
import { UnsentForm } from './unsent-form.tsx';

/** What is saved on this device only: each with its reason, and what can be done about it. */
export function UnsentView() {
  const { unsent: current, router } = useDashboard();
  const unsent = current.value;
  const entries = unsent.entries.value;
  const others = unsent.ofOthers.value;
  const stopped = unsent.stopped.value;
  return (
    <div class="page">
      <header class="page-head">
        <h1>
          {text('unsentView')} <span class="toolbar-count tabular">{entries.length}</span>
        </h1>
        {entries.length > 0 && (
          <div class="page-actions">
            <Button icon={Download} onClick={() => unsent.download(entries)}>
              {text('downloadJson')}
            </Button>
            <Button kind="primary" icon={RotateCw} busy={unsent.sending.value} onClick={() => void unsent.retryAll()}>
              {text('retryAll')}
            </Button>
          </div>
        )}
      </header>
      {entries.length > 0 && <p class="soft">{text('unsentIntro')}</p>}
      <p role="status" class="page-status">
        {stopped !== null && entries.length > 0 && (
          <>
            {text('sendingStopped', { reason: reasonWord(stopped) })}{' '}
            <Button kind="quiet" onClick={() => router.go({ view: 'connection' })}>
              {text('connectionTitle')}
            </Button>
          </>
        )}
      </p>
      {others > 0 && <p class="soft">{textCount('lockedLine', others)}</p>}
      {entries.length === 0 ? (
        <EmptyState icon={CircleCheck} title={text('nothingUnsent')}>
          {text('nothingUnsentHint')}
        </EmptyState>
      ) : (
        <ul class="unsent">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: OutboxEntry }) {
  const { unsent: current, services, toasts } = useDashboard();
  const unsent = current.value;
  const [editing, setEditing] = useState(false);
  const { posting, stage = 'saved' } = entry.body;
  const refused = entry.state === 'parked';
  return (
    <li class="unsent-entry" data-refused={refused || undefined}>
      <div class="unsent-what">
        <h2 class="ellipsis" title={posting.title}>
          {posting.title}
        </h2>
        <span class="soft ellipsis">{[posting.company, posting.location, stageWord(stage)].filter(Boolean).join(' · ')}</span>
        <span class={refused ? 'unsent-refusal' : 'soft'}>{entryReason(entry)}</span>
        <small class="soft tabular" title={formatExact(entry.savedAt)}>
          {text('savedOn', { day: formatInstant(entry.savedAt, services.now(), true) })}
        </small>
      </div>
      <div class="unsent-actions">
        <Button kind="quiet" onClick={() => void unsent.retry(entry)}>
          {text('retry')}
        </Button>
        <Button kind="quiet" aria-expanded={editing} onClick={() => setEditing(!editing)}>
          {text('edit')}
        </Button>
        <Button kind="quiet" onClick={() => unsent.download([entry])}>
          {text('download')}
        </Button>
        <Button kind="quiet" onClick={() => void unsent.remove(entry)}>
          {text('delete')}
        </Button>
      </div>
      {editing && (
        <UnsentForm
          body={entry.body}
          onCancel={() => setEditing(false)}
          onSave={async (body) => {
            const edited = await unsent.edit(entry, body);
            setEditing(false);
            if (!edited) toasts.show({ message: text('maybeSent') }, 8_000);
          }}
        />
      )}
    </li>
  );
}
