import type { PostingField } from '../../../contract/posting.ts';
import type { OpenPage } from '../open-page.ts';

/** What a site's `refine` yields: a reading without its reader's name, which is the site's. */
export interface SiteReading {
  field: PostingField;
  raw?: unknown;
  /** Instead of `raw`, where the text is long: the elements whose visible lines it is made of. */
  elements?: readonly Element[];
  via: string;
}

/** A place with known markup: data, plus the few lines that data can't say. Fields normalise; a site never does. */
export interface Site {
  /** Kebab-case, as the file is named; also the reader's name in findings and the prefix of posting keys. */
  name: string;
  /**
   * Host names in lower case; `www.` never needs saying. `*.` in front adds every subdomain to the host itself;
   * `.*` at the end stands for any country's or generic ending: `indeed.*` is indeed.com and indeed.co.uk, never indeed.evil.com.
   */
  hosts: readonly string[];
  /** Selectors that only this site's own pages match: they tell it behind an employer's host (`careers.acme.com`), where the address can't. */
  signs?: readonly string[];
  /** What tells one posting from another on this site, the same for all its addresses; nothing where the address is not one posting's. */
  postingId?(url: URL): string | null | undefined;
  /** The same id in the address of an employer's own page (`?gh_jid=123`). Asked about every address, so the parameter's name must be the site's alone. */
  embeddedId?(url: URL): string | null | undefined;
  /** Selectors per field, most telling first; the first that matches a visible, non-empty element is read. */
  selectors?: Partial<Record<PostingField, readonly string[]>>;
  /** Where one posting is shown beside a list: the element that holds the open one. */
  pane?: readonly string[];
  /** By general reader (`json-ld`), the fields that it is known to get wrong on this site: what it says of them is left out. */
  distrusts?: Readonly<Record<string, readonly PostingField[]>>;
  /** What stands beside a posting and is not of it, an estimate of pay above all: no general reader reads it. */
  beside?: readonly string[];
  refine?(page: OpenPage): Iterable<SiteReading>;
}
