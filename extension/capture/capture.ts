import type { PostingField, Salary, EmploymentType, WorkplaceType } from '../../contract/posting.ts';

/** What each field's parser makes of a reading; the same values that `Posting` holds. */
export interface FieldValues {
  title: string;
  company: string;
  location: string;
  workplaceType: WorkplaceType;
  employmentType: EmploymentType;
  salary: Salary;
  datePosted: string;
  validThrough: string;
  description: string;
}

/** Raw text from a place in the page, before its field parsed it. `raw` is untrusted: any JSON value may come from structured data. */
export interface Reading {
  field: PostingField;
  raw: unknown;
  /** Name of the site or source that read it: `json-ld`, `greenhouse`. */
  reader: string;
  /** The place in the page: a selector, a JSON path, a label. Shown to the person. */
  via: string;
  /** True where `raw` is Markdown already, made from the page's own boxes or by `htmlToMarkdown`: a literal `<b>` in it is text. */
  markdown?: true;
}

/** A reading that its field's parser understood. */
export interface Finding<F extends PostingField = PostingField> {
  field: F;
  value: FieldValues[F];
  /** The text it was made from, at most 300 characters; shown as the reason. */
  raw: string;
  reader: string;
  via: string;
  /** 0 to 1: the measured share of right answers of this reader for this field, moved by agreement and contradiction. */
  confidence: number;
}

/** Best first, per field: the first is the answer, the rest are offered as alternatives. A field without good evidence is absent. */
export type Draft = { [F in PostingField]?: Finding<F>[] };

/** What the page is. Only `posting`, `split_view` and `form` describe one posting. */
export type PageKind = 'posting' | 'split_view' | 'form' | 'list' | 'not_a_job' | 'not_loaded';

export interface Verdict {
  kind: PageKind;
  /** Why, as a stable word that the popup has a sentence for: `many_postings`, `login_wall`. */
  reason: string;
}

/** One reading of one page at one time: plain JSON, so it can cross from the page to the popup. */
export interface Capture {
  url: string;
  capturedAt: string;
  verdict: Verdict;
  draft: Draft;
  /** The same for every address of one posting; `null` where the address can't tell one posting from another. */
  postingKey: string | null;
  /** BCP 47, as the page or its text says; `null` where unknown. */
  language: string | null;
  /** True where the time or size limit ended reading early. */
  incomplete: boolean;
}
