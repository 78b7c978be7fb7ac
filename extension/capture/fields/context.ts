/** What a field's parser may know beside the raw text. */
export interface FieldContext {
  /** BCP 47 of the posting's text, lower case; `''` unknown. */
  language: string;
  /** ISO 3166 alpha-2 of the place or host; decides what `$` and `kr` mean. */
  country: string | null;
  capturedAt: Date;
  /** False where the page's age is unknown: relative dates are then refused. */
  relativeDates: boolean;
  /** Order of day and month in the page's own unambiguous numeric dates. */
  monthFirst: boolean | null;
}
