import { useId } from 'preact/hooks';
import type { EditTrouble } from '../../edits/edits.ts';
import { formatExact, formatInstant, formatTime } from '../../texts/format.ts';
import { reasonWord } from '../../texts/problem-words.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';

/** Changes of one application on which the server fails: why, since when, and what the person can do beside waiting. */
export function TroublePanel({ trouble, onGiveUp }: { trouble: EditTrouble; onGiveUp: () => void }) {
  const { services } = useDashboard();
  const { edits } = useWorkspace();
  const headingId = useId();
  const triedAt = new Date(trouble.lastAttemptAt).toISOString();
  const tried = { day: formatInstant(triedAt, services.now(), true), time: formatTime(trouble.lastAttemptAt) };
  return (
    <section class="conflict" aria-labelledby={headingId}>
      <h3 id={headingId}>{text('troubleTitle')}</h3>
      <p class="soft">
        {text('troubleHint', { reason: reasonWord(trouble.reason) })} <span title={formatExact(triedAt)}>{text('lastTried', tried)}</span>
      </p>
      <div>
        <Button kind="primary" onClick={() => void edits.retry('now')}>
          {text('retry')}
        </Button>{' '}
        <Button kind="quiet" onClick={onGiveUp}>
          {text('giveUpChanges')}
        </Button>
      </div>
    </section>
  );
}
