import type { PostingField } from '../../contract/posting.ts';
import type { Draft, FieldValues } from './capture.ts';

/** A posting as read: the best finding of each field, `null` where the page doesn't say. */
export type ReadPosting = { [F in PostingField]: FieldValues[F] | null };

/** The best finding of each field as a plain posting object. */
export function draftToPosting(draft: Draft): ReadPosting {
  return {
    title: draft.title?.[0]?.value ?? null,
    company: draft.company?.[0]?.value ?? null,
    location: draft.location?.[0]?.value ?? null,
    workplaceType: draft.workplaceType?.[0]?.value ?? null,
    employmentType: draft.employmentType?.[0]?.value ?? null,
    salary: draft.salary?.[0]?.value ?? null,
    datePosted: draft.datePosted?.[0]?.value ?? null,
    validThrough: draft.validThrough?.[0]?.value ?? null,
    description: draft.description?.[0]?.value ?? null,
  };
}
