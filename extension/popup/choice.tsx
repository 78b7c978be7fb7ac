import type { PostingField } from '../../contract/posting.ts';
import { text } from '../texts/text.ts';
import { fieldWord } from './labels.ts';
import { originPlace } from './origin-words.ts';
import type { ReviewField } from './review-field.ts';

interface ChoiceProps<F extends PostingField> {
  field: ReviewField<F>;
  options: readonly string[];
  word: (option: string) => string;
  empty: string;
}

/** One of a short list of values, or none. */
export function Choice<F extends PostingField>({ field, options, word, empty }: ChoiceProps<F>) {
  const origin = field.origin.value;
  return (
    <select
      class="input"
      name={field.field}
      aria-label={fieldWord(field.field)}
      title={origin ? originPlace(origin) : text('notFound')}
      data-weak={field.weak.value || undefined}
      data-empty={field.value.value === null || undefined}
      value={String(field.value.value ?? '')}
      onChange={(event) => field.edit(event.currentTarget.value)}
    >
      <option value="">{empty}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {word(option)}
        </option>
      ))}
    </select>
  );
}
