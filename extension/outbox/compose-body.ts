import type { Origins, SaveApplicationInput, Stage } from '../../contract/application.ts';
import { POSTING_FIELDS, type PostingField } from '../../contract/posting.ts';
import type { Capture, FieldValues } from '../capture/capture.ts';

/** What is saved of a posting, after a person looked or without. */
export interface Saved {
  posting: { [F in PostingField]: FieldValues[F] | null };
  url: string;
  /** The page it was read from; `null` where it was filled in by hand. */
  capture: Capture | null;
  stage: Stage;
  /** The reader's calendar day, `YYYY-MM-DD`. */
  today: string;
  notes?: string;
  tags?: readonly string[];
  /** Where each value comes from, by field; a field without one is empty. */
  originOf(field: PostingField): { reader: string; via: string } | null;
}

const LONGEST_DESCRIPTION = 200_000;
const LONGEST_SNAPSHOT = 400_000;

/** The body of a save. Whether the server can take it is the contract's to say. */
export function composeBody({ posting, url, capture, stage, today, notes = '', tags = [], originOf }: Saved): SaveApplicationInput {
  const origins: Origins = Object.fromEntries(
    POSTING_FIELDS.flatMap((field) => {
      const origin = originOf(field);
      return origin ? [[field, { reader: origin.reader.slice(0, 60), via: origin.via.slice(0, 300) }]] : [];
    }),
  );
  return {
    posting: {
      ...posting,
      title: posting.title ?? '',
      company: posting.company ?? '',
      description: posting.description?.slice(0, LONGEST_DESCRIPTION) ?? null,
      url,
    },
    postingKey: capture?.postingKey ?? null,
    stage,
    // Whoever saves a posting as applied for has just done so; the day can be changed later.
    appliedOn: stage === 'applied' ? today : null,
    notes,
    tags: [...tags],
    origins,
    capturedAt: capture?.capturedAt ?? null,
    snapshot: capture?.draft.description?.[0]?.value.slice(0, LONGEST_SNAPSHOT) ?? null,
  };
}
