import { useState } from 'preact/hooks';
import type { Import } from '../../../contract/index.ts';
import { formatExact, formatInstant, formatNumber } from '../../texts/format.ts';
import { text, textCount } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { useFetched } from '../asking/use-fetched.ts';
import { FetchedSection } from '../asking/fetched-section.tsx';
import { dialectWord } from './dialect-word.ts';

/** What was imported before; each as a whole can be taken back. `turn` asks again. */
export function PastImports({ turn }: { turn: number }) {
  const { api } = useWorkspace();
  const [undone, setUndone] = useState(0);
  const fetched = useFetched((signal) => api.call('listImports', { signal }), [api, turn, undone]);
  if (fetched.state.step === 'here' && fetched.state.value.items.length === 0) return null;
  return (
    <FetchedSection title={text('importsBefore')} fetched={fetched}>
      {({ items }) => (
        <ul class="import-past">
          {items.map((one) => (
            <PastImport key={one.id} past={one} onUndone={() => setUndone((before) => before + 1)} />
          ))}
        </ul>
      )}
    </FetchedSection>
  );
}

/** Titles that are named; the others are counted. */
const MOST_NAMED = 3;

function PastImport({ past, onUndone }: { past: Import; onUndone: () => void }) {
  const { services } = useDashboard();
  const { undoImport, editedSince } = useWorkspace();
  const [kept, setKept] = useState<readonly string[] | null>(null);
  const [busy, setBusy] = useState(false);
  async function work(task: () => Promise<void>): Promise<void> {
    setBusy(true);
    try {
      await task();
    } finally {
      setBusy(false);
    }
  }
  const look = () => work(async () => setKept(await editedSince(past)));
  const undo = () =>
    work(async () => {
      if (await undoImport(past)) onUndone();
      setKept(null);
    });
  return (
    <li>
      <div class="import-past-what">
        <span class="ellipsis">{past.fileName || dialectWord(past.dialect)}</span>
        <span class="soft tabular" title={formatExact(past.at)}>
          {[dialectWord(past.dialect), formatInstant(past.at, services.now(), true), textCount('applications', past.created)].join(' · ')}
        </span>
      </div>
      {past.undoneAt !== null ? (
        <span class="soft">{text('importUndone')}</span>
      ) : (
        kept === null && (
          <Button kind="quiet" busy={busy} onClick={() => void look()}>
            {text('undo')}
          </Button>
        )
      )}
      {kept !== null && (
        <div class="import-past-undo">
          <p>{textCount('importUndoWill', past.created - kept.length)}</p>
          {kept.length > 0 && (
            <p class="soft">
              {textCount('importUndoKeeps', kept.length)} {kept.slice(0, MOST_NAMED).join(', ')}
              {kept.length > MOST_NAMED && ` +${formatNumber(kept.length - MOST_NAMED)}`}
            </p>
          )}
          <div class="page-actions">
            <Button kind="danger" busy={busy} onClick={() => void undo()}>
              {text('importUndo')}
            </Button>
            <Button kind="quiet" onClick={() => setKept(null)}>
              {text('cancel')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
