import { useSignal } from '@preact/signals';
import { TriangleAlert } from 'lucide';
import { POSTING_FIELDS } from '../../contract/posting.ts';
import { text } from '../texts/text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { errorWord } from './error-word.ts';
import { fieldWord } from './labels.ts';
import type { Popup } from './popup.ts';
import type { Review } from './review.ts';

/** All that stands in the form, as lines that can be pasted anywhere. */
export function formAsText(review: Review): string {
  const fields = POSTING_FIELDS.flatMap((field) => {
    const value = review.fields[field].text.value;
    return value === '' ? [] : [`${fieldWord(field)}: ${value}`];
  });
  return [review.url.value, ...fields, review.notes.value, review.tags.value.join(', ')].filter((line) => line !== '').join('\n');
}

/** Says that nothing was saved, why, and how to take along what stands in the form. */
export function SaveFailure({ popup, review }: { popup: Popup; review: Review }) {
  const copied = useSignal(false);
  const failure = popup.failure.value;
  const formError = popup.errors.value.form ?? popup.errors.value.notes ?? popup.errors.value.tags;
  if (failure === null && formError === undefined) return null;
  if (failure === null) return <Banner tone="danger">{errorWord(formError)}</Banner>;
  const copy = async () => {
    await navigator.clipboard.writeText(formAsText(review));
    copied.value = true;
  };
  return (
    <div role="alert">
      <Banner
        tone="danger"
        icon={TriangleAlert}
        actions={<Button onClick={() => void copy()}>{copied.value ? text('copied') : text('copy')}</Button>}
      >
        {failure === 'full' ? text('notSavedFull') : text('notSaved')}
      </Banner>
    </div>
  );
}
