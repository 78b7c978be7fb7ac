import { useId, useState } from 'preact/hooks';
import type { FieldConflict } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { fieldWord } from '../../texts/field-word.ts';
import type { EditConflict } from '../../edits/edits.ts';
import { useDashboard } from '../dashboard.ts';
import { showValue } from './show-value.ts';

/** One field that was changed here and elsewhere, each value beside the other; the newer one is not assumed to be the better. */
export function ConflictPanel({ conflict, onResolve }: { conflict: EditConflict; onResolve: (mine: ReadonlySet<string>) => void }) {
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(conflict.fields.map(({ field }) => field)));
  const headingId = useId();
  return (
    <section class="conflict" aria-labelledby={headingId}>
      <h3 id={headingId}>{text('changedElsewhere')}</h3>
      <p class="soft">{text('conflictHint')}</p>
      {conflict.fields.map((field) => (
        <ConflictField
          key={field.field}
          conflict={field}
          mine={mine.has(field.field)}
          onChoose={(keepMine) => {
            const next = new Set(mine);
            if (keepMine) next.add(field.field);
            else next.delete(field.field);
            setMine(next);
          }}
        />
      ))}
      <div>
        <Button kind="primary" onClick={() => onResolve(mine)}>
          {text('keepChosen')}
        </Button>
      </div>
    </section>
  );
}

function ConflictField({ conflict, mine, onChoose }: { conflict: FieldConflict; mine: boolean; onChoose: (mine: boolean) => void }) {
  const name = useId();
  const { services } = useDashboard();
  const option = (keepMine: boolean, word: string, value: unknown) => (
    <label class="conflict-option">
      <input type="radio" name={name} checked={mine === keepMine} onChange={() => onChoose(keepMine)} />
      <span class="soft">{word}</span>
      <span class="conflict-value">{showValue(conflict.field, value, services.now())}</span>
    </label>
  );
  return (
    <fieldset class="conflict-field">
      <legend>{fieldWord(conflict.field)}</legend>
      {option(true, text('mine'), conflict.yours)}
      {option(false, text('theirs'), conflict.theirs)}
    </fieldset>
  );
}
