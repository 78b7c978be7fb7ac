/** What the engine reads: a document at an address, at an instant. Built once per capture; readers never touch globals. */
export interface Page {
  document: Document;
  url: URL;
  /** Relative dates on the page are resolved against it. */
  capturedAt: Date;
}
