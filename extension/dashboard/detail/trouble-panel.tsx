import { useId } from 'preact/hooks';
import type { EditTrouble } from '../../edits/edits.ts';
import { reasonWord } from '../../texts/problem-words.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../dashboard.ts';

/** Changes of one application on which the server fails: why, and what the person can do beside waiting. */
export function TroublePanel({ trouble }: { trouble: EditTrouble }) {
  const { edits } = useWorkspace();
  const headingId = useId();
  return (
    <section class="conflict" aria-labelledby={headingId}>
      <h3 id={headingId}>{text('troubleTitle')}</h3>
      <p class="soft">{text('troubleHint', { reason: reasonWord(trouble.reason) })}</p>
      <div>
        <Button kind="primary" onClick={() => void edits.retry('now')}>
          {text('retry')}
        </Button>
      </div>
    </section>
  );
}
