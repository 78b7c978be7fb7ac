import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { EMPLOYMENT_TYPES, type EmploymentType, WORKPLACE_TYPES, type WorkplaceType } from '../../contract/posting.ts';
import { formatNumber, formatSalary } from '../texts/format.ts';
import { text } from '../texts/text.ts';
import { employmentWord, workplaceWord } from '../texts/words.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TagInput } from '../ui/tag-input.tsx';
import { Choice } from './choice.tsx';
import { CompanyHistory } from './company-history.tsx';
import { errorWord } from './error-word.ts';
import { fieldWord } from './labels.ts';
import { presentDay } from './present-field.ts';
import type { Popup } from './popup.ts';
import type { Review } from './review.ts';
import { SaveFailure } from './save-failure.tsx';
import { StageRow } from './stage-row.tsx';
import { TextRow } from './text-row.tsx';

/** How a typed value was read, unless it stands there just so. */
function understood(field: { finding: { value: unknown }; text: { value: string } }, shown: string): string | null {
  return field.finding.value !== null || shown === field.text.value.trim() ? null : shown;
}

/** The form: what the page says, to be corrected and saved. Enter saves from every line. */
export function PostingForm({ popup, review }: { popup: Popup; review: Review }) {
  const form = useRef<HTMLFormElement>(null);
  const notesId = useId();
  const preview = useSignal(false);
  const { fields } = review;
  const { title, company, location, workplaceType, employmentType, salary, datePosted, validThrough, description } = fields;
  const read = popup.screen.value.kind === 'form';
  const errors = popup.errors.value;
  const known = popup.existing.value !== null;
  const updates = popup.recapture.value?.hasNews.value === true;
  // Where the posting is there already, Enter brings that application up to date and makes no second one.
  const submit = () => void (updates ? popup.update() : popup.save());

  useEffect(() => {
    if (!read) return;
    // Someone who types already is not to be moved.
    if (form.current?.contains(document.activeElement)) return;
    const gap = review.firstGap();
    form.current?.querySelector<HTMLElement>(gap ? `[name=${gap}]` : '[type=submit]')?.focus();
  }, [read]);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);

  const row = { read: read && !popup.byHand.value };
  return (
    <form
      ref={form}
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      {popup.inPart.value && <Banner tone="caution">{text('readInPart')}</Banner>}
      <TextRow {...row} field={title} required error={errorWord(errors.title)} />
      <TextRow {...row} field={company} error={errorWord(errors.company)} />
      <TextRow {...row} field={location} error={errorWord(errors.location)} />
      <div class="row">
        <span class="row-label">{text('typeLabel')}</span>
        <div class="row-pair">
          <Choice
            field={workplaceType}
            options={WORKPLACE_TYPES}
            word={(option) => workplaceWord(option as WorkplaceType)}
            empty={text('field_workplaceType')}
          />
          <Choice
            field={employmentType}
            options={EMPLOYMENT_TYPES}
            word={(option) => employmentWord(option as EmploymentType)}
            empty={text('field_employmentType')}
          />
        </div>
      </div>
      <TextRow
        {...row}
        field={salary}
        error={errorWord(errors.salary)}
        understood={salary.value.value && understood(salary, formatSalary(salary.value.value))}
      />
      <div class="row-days">
        <TextRow
          {...row}
          field={datePosted}
          error={errorWord(errors.datePosted)}
          brief
          understood={datePosted.value.value && understood(datePosted, presentDay(datePosted.value.value))}
        />
        <TextRow
          {...row}
          field={validThrough}
          error={errorWord(errors.validThrough)}
          brief
          understood={validThrough.value.value && understood(validThrough, presentDay(validThrough.value.value))}
        />
      </div>
      {(popup.byHand.value || errors.url !== undefined) && (
        <div class="row">
          <label class="row-label" for={`${notesId}-url`}>
            {text('field_url')}
          </label>
          <div class="row-control">
            <input
              id={`${notesId}-url`}
              class="input"
              name="url"
              type="url"
              value={review.url.value}
              placeholder="https://"
              aria-invalid={errors.url === undefined ? undefined : true}
              onInput={(event) => (review.url.value = event.currentTarget.value)}
            />
            {errors.url !== undefined && <small class="row-error">{text('error_url')}</small>}
          </div>
        </div>
      )}
      <StageRow stage={review.stage} />
      <div class="row">
        <label class="row-label" for={notesId}>
          {text('field_notes')}
        </label>
        <textarea
          id={notesId}
          class="input notes"
          rows={2}
          maxLength={100_000}
          value={review.notes.value}
          onInput={(event) => (review.notes.value = event.currentTarget.value)}
        />
      </div>
      <div class="row">
        <label class="row-label" for={`${notesId}-tags`}>
          {text('field_tags')}
        </label>
        <TagInput
          id={`${notesId}-tags`}
          label={text('field_tags')}
          values={review.tags.value}
          suggestions={popup.tags.value}
          placeholder={text('addTag')}
          removeLabel={(tag) => text('removeTag', { tag })}
          onChange={(tags) => (review.tags.value = tags.slice(0, 50))}
        />
      </div>
      <CompanyHistory popup={popup} company={company.text.value} />
      <SaveFailure popup={popup} review={review} />
      {preview.value && (
        // Focusable, so that it can be scrolled by keyboard.
        <div class="preview" role="region" aria-label={fieldWord('description')} tabIndex={0}>
          {description.text.value}
        </div>
      )}
      <footer class="footer">
        <div class="footer-actions">
          <Button kind={known && !updates ? 'plain' : 'primary'} type="submit" busy={popup.busy.value} disabled={!read}>
            {updates ? text('update') : known ? text('saveAgain') : text('save')} <kbd aria-hidden="true">⏎</kbd>
          </Button>
          {updates && (
            <Button kind="quiet" disabled={popup.busy.value} onClick={() => void popup.save()}>
              {text('saveAgain')}
            </Button>
          )}
        </div>
        {description.text.value === '' ? (
          <span class="soft footer-note">{read ? text('noDescriptionFound') : ''}</span>
        ) : (
          <Button kind="quiet" class="footer-note" aria-expanded={preview.value} onClick={() => (preview.value = !preview.value)}>
            {text('descriptionLength', { count: formatNumber(description.text.value.length) })}
          </Button>
        )}
      </footer>
    </form>
  );
}
