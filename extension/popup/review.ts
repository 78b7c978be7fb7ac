import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { SaveApplication, type SaveApplicationInput, type Stage, STAGES } from '../../contract/application.ts';
import { POSTING_FIELDS, type PostingField } from '../../contract/posting.ts';
import { WebUrl } from '../../contract/text.ts';
import type { Capture } from '../capture/capture.ts';
import type { KeptDraft } from '../drafts/drafts.ts';
import { composeBody } from '../outbox/compose-body.ts';
import { createReviewField, type ReviewField, type TypedParser } from './review-field.ts';

export type ReviewFields = { readonly [F in PostingField]: ReviewField<F> };
/** A place in the form that can be wrong or empty. */
export type FormField = PostingField | 'url' | 'notes' | 'tags' | 'form';
export type FormErrors = Partial<Record<FormField, string>>;

/** A person's correction of what the page says. The components read its signals and call its verbs. */
export interface Review {
  readonly fields: ReviewFields;
  readonly capture: ReadonlySignal<Capture | null>;
  /** The posting's address; typed by hand only where the browser's is none of the web. */
  readonly url: Signal<string>;
  readonly stage: Signal<Stage>;
  readonly notes: Signal<string>;
  readonly tags: Signal<readonly string[]>;
  /** What the person did so far, to be kept until it is saved; `null` where there is nothing. */
  readonly drafted: ReadonlySignal<Omit<KeptDraft, 'key' | 'keptAt'> | null>;
  /** The first required field that nobody filled; `null` where none is. */
  firstGap(): FormField | null;
  read(capture: Capture): void;
  /** Brings back what was typed before, except where something newer stands. */
  restore(draft: Omit<KeptDraft, 'key' | 'keptAt'>): void;
  /** The body to be saved, or what is wrong with it. */
  build(): { body: SaveApplicationInput } | { errors: FormErrors };
}

export interface ReviewOptions {
  /** The browser's address. */
  url: string;
  /** The reader's calendar day, `YYYY-MM-DD`. */
  today: string;
  /** What they chose last. */
  stage: Stage;
  parser: TypedParser;
}

export function createReview({ url: pageUrl, today, stage: firstStage, parser }: ReviewOptions): Review {
  const fields = Object.fromEntries(
    POSTING_FIELDS.map((field) => [field, createReviewField(field, today, parser)]),
  ) as unknown as ReviewFields;
  const capture = signal<Capture | null>(null);
  const url = signal(v.is(WebUrl, pageUrl) ? pageUrl : '');
  const stage = signal<Stage>(firstStage);
  const notes = signal('');
  const tags = signal<readonly string[]>([]);

  const drafted = computed(() => {
    const touched = POSTING_FIELDS.flatMap((field) => {
      const kept = fields[field].drafted.value;
      return kept ? [[field, kept] as const] : [];
    });
    const otherStage = stage.value === firstStage ? null : stage.value;
    if (touched.length === 0 && otherStage === null && notes.value === '' && tags.value.length === 0) return null;
    return { fields: Object.fromEntries(touched), stage: otherStage, notes: notes.value, tags: [...tags.value] };
  });

  function unclearErrors(): FormErrors {
    return Object.fromEntries(POSTING_FIELDS.flatMap((field) => (fields[field].unclear.value ? [[field, 'unclear']] : [])));
  }

  return {
    fields,
    capture,
    url,
    stage,
    notes,
    tags,
    drafted,
    firstGap() {
      if (fields.title.text.value.trim() === '') return 'title';
      if (fields.company.text.value.trim() === '') return 'company';
      return url.value.trim() === '' ? 'url' : null;
    },
    read(newest) {
      capture.value = newest;
      for (const field of POSTING_FIELDS) fields[field].read((newest.draft[field] ?? []) as never);
      if (v.is(WebUrl, newest.url)) url.value = newest.url;
    },
    restore(draft) {
      for (const field of POSTING_FIELDS) {
        const kept = draft.fields[field];
        if (kept) fields[field].restore(kept);
      }
      const keptStage = STAGES.find((known) => known === draft.stage);
      if (keptStage && stage.value === firstStage) stage.value = keptStage;
      if (notes.value === '') notes.value = draft.notes;
      if (tags.value.length === 0) tags.value = draft.tags;
    },
    build() {
      const { title, company, location, workplaceType, employmentType, salary, datePosted, validThrough, description } = fields;
      const body = composeBody({
        posting: {
          title: title.value.value,
          company: company.value.value,
          location: location.value.value,
          workplaceType: workplaceType.value.value,
          employmentType: employmentType.value.value,
          salary: salary.value.value,
          datePosted: datePosted.value.value,
          validThrough: validThrough.value.value,
          description: description.value.value,
        },
        url: url.value,
        capture: capture.value,
        stage: stage.value,
        today,
        notes: notes.value,
        tags: tags.value,
        originOf: (field) => fields[field].origin.value,
      });
      const errors = unclearErrors();
      const parsed = v.safeParse(SaveApplication, body);
      for (const issue of parsed.issues ?? []) {
        const [first, second] = (v.getDotPath(issue) ?? '').split('.');
        const place = [first === 'posting' ? second : first].find((name): name is FormField => isFormField(name));
        errors[place ?? 'form'] ??= issue.message;
      }
      return Object.keys(errors).length > 0 ? { errors } : { body };
    },
  };
}

function isFormField(name: string | undefined): name is FormField {
  return name === 'url' || name === 'notes' || name === 'tags' || POSTING_FIELDS.some((field) => field === name);
}
