import { OUTCOMES, type Outcome } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';
import { outcomeWord } from '../../texts/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface OutcomeDialogProps {
  title: string;
  onChoose: (outcome: Outcome | null) => void;
  onClose: () => void;
}

/** Asks how it ended; it may be left open, and Escape closes nothing but the question. */
export function OutcomeDialog({ title, onChoose, onClose }: OutcomeDialogProps) {
  return (
    <Dialog title={text('howDidItEnd')} closeLabel={text('cancel')} onClose={onClose}>
      <p class="soft">{title}</p>
      <div class="outcomes">
        {OUTCOMES.map((outcome, index) => (
          <Button key={outcome} autofocus={index === 0} onClick={() => onChoose(outcome)}>
            {outcomeWord(outcome)}
          </Button>
        ))}
      </div>
      <Button kind="quiet" onClick={() => onChoose(null)}>
        {text('closeWithoutOutcome')}
      </Button>
    </Dialog>
  );
}
