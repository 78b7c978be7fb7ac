import { useId } from 'preact/hooks';
import type { EditTrouble } from '../../edits/edits.ts';
import { reasonWord } from '../../texts/problem-words.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../dashboard.ts';

/** Changes of one application on which the server fails: why, and what the person can do beside waiting. */
export function TroublePanel({ id, title, trouble }: { id: string; title: string; trouble: EditTrouble }) {
  const { edits, undo } = useWorkspace();
  const headingId = useId();
  const giveUp = async () => {
    const changes = await edits.giveUp(id);
    if (changes === null) return;
    undo.offer({ message: text('undone', { step: title }), undo: () => edits.edit(id, changes) });
  };
  return (
    <section class="conflict" aria-labelledby={headingId}>
      <h3 id={headingId}>{text('troubleTitle')}</h3>
      <p class="soft">{text('troubleHint', { reason: reasonWord(trouble.reason) })}</p>
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
