import { computed, type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { type Application, ApplicationChanges } from '../../contract/application.ts';
import { Posting } from '../../contract/posting.ts';
import type { Owner } from '../api/owner.ts';
import { applyChanges } from '../edits/changes.ts';
import { changesOf, type Edits } from '../edits/edits.ts';
import { valuesIn, valuesOf } from '../edits/seen.ts';
import type { Library } from '../library/library.ts';
import type { Review } from './review.ts';
import { type PostingChange, whatChanged } from './what-changed.ts';

/** A posting of which there is an application already: what it says now that it did not say then, and the way to take that over. */
export interface Recapture {
  readonly changes: ReadonlySignal<readonly PostingChange[]>;
  /** There is something to take over: those, or what the person wrote into the form. */
  readonly hasNews: ReadonlySignal<boolean>;
  /** Reads what is known of it on this device, with what was changed here since. */
  load(id: string): Promise<void>;
  /** Keeps the changes on this device, to be sent; `false` where there are none or one can not be kept. */
  update(): Promise<boolean>;
}

export interface RecaptureOptions {
  review: Review;
  owner: Owner;
  library: Pick<Library, 'get'>;
  edits: Pick<Edits, 'add' | 'get'>;
}

export function createRecapture({ review, owner, library, edits }: RecaptureOptions): Recapture {
  const saved = signal<Application | null>(null);
  const { fields } = review;

  /** As it would be saved now; a posting that can't be saved as it stands there is no better version of the saved one. */
  const built = computed(() => {
    const now = review.build();
    return 'errors' in now ? null : now.body;
  });
  const changes = computed(() => {
    const known = saved.value;
    if (known === null || review.capture.value === null || built.value === null) return [];
    return whatChanged(known, v.parse(Posting, built.value.posting), (field) => fields[field].drafted.value !== null);
  });

  /** What the person did in the form beside the posting: notes and tags are added to those that are there. */
  const pursuit = computed((): ApplicationChanges => {
    const [known, drafted] = [saved.value, review.drafted.value];
    if (known === null || drafted === null) return {};
    const tags = [...new Set([...known.tags, ...drafted.tags])];
    return {
      ...(drafted.stage === null || drafted.stage === known.stage ? {} : { stage: review.stage.value }),
      ...(drafted.notes === '' ? {} : { notes: [known.notes, drafted.notes].filter((notes) => notes !== '').join('\n\n') }),
      ...(tags.length === known.tags.length ? {} : { tags }),
    };
  });
  const hasNews = computed(() => changes.value.length > 0 || Object.keys(pursuit.value).length > 0);

  return {
    changes,
    hasNews,
    async load(id) {
      const known = await library.get(id);
      if (!known) return;
      const kept = await edits.get(owner, id);
      const pending = kept ? changesOf(kept) : null;
      const description = pending?.posting?.description;
      const row = applyChanges(known, pending);
      saved.value = {
        ...row,
        posting: { ...row.posting, description: description === undefined ? known.posting.description : description },
      };
    },
    async update() {
      const known = saved.value;
      if (known === null || !hasNews.value) return false;
      const posting = Object.fromEntries(changes.value.map(({ field, after }) => [field, after]));
      const parsed = v.safeParse(ApplicationChanges, { ...pursuit.value, ...(changes.value.length > 0 ? { posting } : {}) });
      if (!parsed.success) return false;
      const seen = valuesIn(known, Object.keys(valuesOf(parsed.output)));
      // Only beside a change: this device can't know whether the page's text is news to the server.
      const { snapshot, capturedAt } = built.value ?? {};
      const read = snapshot && capturedAt ? { text: snapshot, capturedAt } : null;
      await edits.add(owner, [{ id: known.id, basedOn: known.changeNumber, changes: parsed.output, seen, snapshot: read }]);
      return true;
    },
  };
}
