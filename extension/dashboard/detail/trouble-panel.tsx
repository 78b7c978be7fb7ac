import { useId } from 'preact/hooks';
import type { EditTrouble } from '../../edits/edits.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { reasonWord } from '../../texts/problem-words.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';

/** Changes of one application on which the server fails: why, since when, and what the person can do beside waiting. */
export function TroublePanel({ id, title, trouble }: { id: string; title: string; trouble: EditTrouble }) {
  const { services } = useDashboard();
  const { edits, undo } = useWorkspace();
  const headingId = useId();
  const triedAt = new Date(trouble.lastAttemptAt).toISOString();
  const giveUp = async () => {
    const changes = await edits.giveUp(id);
    if (changes === null) return;
    undo.offer({ message: text('gaveUpTitle', { title }), undo: () => edits.edit(id, changes) });
  };
  return (
    <section class="conflict" aria-labelledby={headingId}>
      <h3 id={headingId}>{text('troubleTitle')}</h3>
      <p class="soft">{text('troubleHint', { reason: reasonWord(trouble.reason) })}</p>
      <small class="soft tabular" title={formatExact(triedAt)}>
        {text('triedOn', { day: formatInstant(triedAt, services.now(), true) })}
      </small>
      <div class="page-actions">
        <Button kind="primary" onClick={() => void edits.retry('now')}>
          {text('retry')}
        </Button>
        <Button kind="quiet" onClick={() => void giveUp()}>
          {text('giveUpChanges')}
        </Button>
      </div>
    </section>
  );
}
