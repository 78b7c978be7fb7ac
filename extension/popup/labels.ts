import type { PostingField } from '../../contract/posting.ts';
import { text } from '../texts/text.ts';

/** A field's name as it stands in the form. */
export const fieldWord = (field: PostingField): string => text(`field_${field}`);
