import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { PostingField } from '../../contract/posting.ts';
import { text } from '../texts/text.ts';
import { Alternatives } from './alternatives.tsx';
import { fieldWord } from './labels.ts';
import { originPlace } from './origin-words.ts';
import type { ReviewField } from './review-field.ts';

interface TextRowProps<F extends PostingField> {
  field: ReviewField<F>;
  /** A page was read for this form; otherwise an empty field says nothing. */
  read: boolean;
  error: string | undefined;
  required?: boolean;
  /** How a typed value was understood, where that is not what was typed. */
  understood?: string | null;
  /** Half as wide as the others: says everything in fewer words. */
  brief?: boolean;
}

/** Where the value comes from, and why it may be wrong: shown on hovering, read aloud on focus. */
function reasonOf<F extends PostingField>(field: ReviewField<F>): string {
  const origin = field.origin.value;
  if (!origin) return '';
  const finding = field.finding.value;
  if (!finding || !field.weak.value) return originPlace(origin);
  return text('weakEvidence', { place: originPlace(origin), raw: finding.raw.slice(0, 120) });
}

/** One line of text about the posting: its label, the value, the page's other readings at Alt+↓. */
export function TextRow<F extends PostingField>({ field, read, error, required = false, understood, brief = false }: TextRowProps<F>) {
  const id = useId();
  const open = useSignal(false);
  const reason = reasonOf(field);
  return (
    <div class="row">
      <label class="row-label" for={id}>
        {fieldWord(field.field)}
      </label>
      <div class="row-control">
        <input
          id={id}
          class="input"
          name={field.field}
          type="text"
          value={field.text.value}
          placeholder={read && field.alternatives.value.length === 0 ? text(brief ? 'notFoundBrief' : 'notFound') : ''}
          title={reason}
          data-weak={field.weak.value || undefined}
          data-choice={field.alternatives.value.length > 1 || undefined}
          required={required}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-about`}
          aria-invalid={error === undefined ? undefined : true}
          onInput={(event) => field.edit(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!event.altKey || event.key !== 'ArrowDown') return;
            event.preventDefault();
            open.value = true;
          }}
        />
        <Alternatives field={field} open={open.value} onOpenChange={(next) => (open.value = next)} />
        {error !== undefined && <small class="row-error">{error}</small>}
        {error === undefined && understood && (
          <small class="row-understood">{brief ? understood : text('readAs', { value: understood })}</small>
        )}
        <span id={`${id}-about`} class="unseen">
          {error ?? reason}
        </span>
      </div>
    </div>
  );
}
