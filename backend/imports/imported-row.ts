import type { Outcome, SaveApplication, Snapshot, Event } from '../../contract/application.ts';
import type { RowProblem, Verdict } from '../../contract/imports.ts';
import type { Id, Instant } from '../../contract/text.ts';

/** One application as a file tells it: what `PUT` would take, and what only an import may set. */
export interface ImportedApplication {
  id: Id;
  save: SaveApplication;
  outcome: Outcome | null;
  /** `null` where the file does not say: the time of the import. */
  createdAt: Instant | null;
  updatedAt: Instant | null;
  deletedAt: Instant | null;
  /** Only a backup has these. */
  snapshots: Snapshot[];
  events: Event[];
}

/** One row of a file and what becomes of it; `application` is there when the verdict is `new`. */
export interface ImportedRow {
  /** As a spreadsheet numbers rows. */
  row: number;
  verdict: Exclude<Verdict, 'already_saved'>;
  id: Id | null;
  title: string | null;
  company: string | null;
  application: ImportedApplication | null;
  problems: RowProblem[];
  /** Cells that have no field here or could not be read, by header: kept, never dropped. */
  extra: Record<string, string>;
}
