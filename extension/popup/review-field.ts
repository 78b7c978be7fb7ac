import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Origin } from '../../contract/application.ts';
import type { PostingField } from '../../contract/posting.ts';
import type { FieldValues, Finding } from '../capture/capture.ts';
import type { DraftedField } from '../drafts/drafts.ts';
import type { parseTyped } from './parse-typed.ts';
import { presentField } from './present-field.ts';

/** Below this a finding is shown as doubtful: fewer than about two in three of its kind are right. */
const WEAK_BELOW = 0.62;

/** Reads typed text; `null` while it is still being loaded. The tables it needs would otherwise delay the form that nobody may type into. */
export type TypedParser = ReadonlySignal<typeof parseTyped | null>;

/** One field of the form: what stands in it, where that comes from, what else the page says. */
export interface ReviewField<F extends PostingField = PostingField> {
  readonly field: F;
  readonly text: ReadonlySignal<string>;
  /** `null` where it is empty, or typed and not understood. */
  readonly value: ReadonlySignal<FieldValues[F] | null>;
  /** Something was typed that can't be read as this field's value. */
  readonly unclear: ReadonlySignal<boolean>;
  /** `null` where the field is empty. */
  readonly origin: ReadonlySignal<Origin | null>;
  /** The page's finding that stands in the form; `null` where the person typed. */
  readonly finding: ReadonlySignal<Finding<F> | null>;
  readonly weak: ReadonlySignal<boolean>;
  /** Everything the page says of this field, best first. */
  readonly alternatives: ReadonlySignal<readonly Finding<F>[]>;
  /** What the person did, to be kept; `null` where they left it as the page says. */
  readonly drafted: ReadonlySignal<DraftedField | null>;
  edit(text: string): void;
  choose(finding: Finding<F>): void;
  /** A new reading of the page; what the person typed or chose stays. */
  read(findings: readonly Finding<F>[]): void;
  restore(drafted: DraftedField): void;
}

export function createReviewField<F extends PostingField>(field: F, today: string, parser: TypedParser): ReviewField<F> {
  const alternatives = signal<readonly Finding<F>[]>([]);
  const drafted = signal<DraftedField | null>(null);

  const finding = computed(() => {
    const kept = drafted.value;
    if (kept === null) return alternatives.value[0] ?? null;
    if (kept.from === null) return null;
    return alternatives.value.find(({ value }) => presentField(field, value) === kept.text) ?? null;
  });
  const text = computed(() => {
    if (drafted.value) return drafted.value.text;
    return finding.value ? presentField(field, finding.value.value) : '';
  });
  const value = computed(() => {
    if (finding.value) return finding.value.value;
    const salary = alternatives.value[0]?.field === 'salary' ? (alternatives.value[0] as Finding<'salary'>).value : null;
    return parser.value?.(field, text.value, { today, currency: salary?.currency ?? null }) ?? null;
  });

  return {
    field,
    text,
    value,
    finding,
    drafted,
    alternatives,
    unclear: computed(() => parser.value !== null && text.value.trim() !== '' && value.value === null),
    weak: computed(() => finding.value !== null && finding.value.confidence < WEAK_BELOW),
    origin: computed(() => {
      if (value.value === null) return null;
      if (finding.value) return { reader: finding.value.reader, via: finding.value.via };
      return drafted.value?.from ?? { reader: 'you', via: '' };
    }),
    edit(typed) {
      drafted.value = { text: typed, from: null };
    },
    choose({ value, reader, via }) {
      drafted.value = { text: presentField(field, value), from: { reader, via } };
    },
    read(findings) {
      alternatives.value = findings;
    },
    restore(kept) {
      // Typed into the form while the page was still being read: that is newer.
      drafted.value ??= kept;
    },
  };
}
