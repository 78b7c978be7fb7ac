import type { EmploymentType, WorkplaceType } from '../../contract/posting.ts';
import { text } from '../texts/text.ts';
import { employmentWord, workplaceWord } from '../texts/words.ts';
import { fieldWord } from './labels.ts';
import { presentField } from './present-field.ts';
import type { PostingChange } from './what-changed.ts';

function valueWord({ field }: PostingChange, value: unknown): string {
  if (value === null) return text('notStated');
  if (field === 'workplaceType') return workplaceWord(value as WorkplaceType);
  if (field === 'employmentType') return employmentWord(value as EmploymentType);
  return presentField(field, value as never);
}

/** "Pay: 600–720K → 550–650K, lowered": what the page says now that it did not say when it was saved. */
export function ChangesSince({ changes }: { changes: readonly PostingChange[] }) {
  if (changes.length === 0) return null;
  return (
    <dl class="changes" aria-label={text('changedSince')}>
      {changes.map((change) => {
        const { field, before, after, direction } = change;
        return (
          <div key={field}>
            <dt>{fieldWord(field)}</dt>
            {field === 'description' ? (
              <dd>{text(after === null ? 'notStated' : 'textChanged')}</dd>
            ) : (
              <dd>
                <del>{valueWord(change, before)}</del> <span aria-hidden="true">→</span> <ins>{valueWord(change, after)}</ins>
                {direction && <span class="soft">, {text(`pay_${direction}`)}</span>}
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
