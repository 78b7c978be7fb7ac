import * as v from 'valibot';
import type { ApplicationChanges } from '../../../contract/index.ts';
import type { Owner } from '../../api/owner.ts';
import type { ApplicationRow } from '../../library/library.ts';
import { createKeptValue } from '../kept-value.ts';
import type { Services } from '../services.ts';

/** Notes as they are being written, and what stood there before. */
const Kept = v.nullable(v.object({ before: v.string(), text: v.string() }));

const prefixOf = ({ server, userId }: Owner) => `note ${server} ${userId} `;

export interface NoteDraft {
  /** With every keystroke: a page may be closed or reloaded at any moment, and this is the one place that is written at once. */
  put: (before: string, text: string) => void;
  /** The notes hold this text now; what was typed since stays. */
  drop: (text: string) => void;
}

/** The second net of one application's notes. */
export function keepNoteDraft(storage: Services['storage'], owner: Owner, id: string): NoteDraft {
  const kept = createKeptValue(storage, prefixOf(owner) + id, Kept, null);
  return {
    put(before, text) {
      try {
        kept.save({ before, text });
      } catch {
        // No room. The field still holds it, and leaving the field keeps it.
      }
    },
    drop(text) {
      if (kept.load()?.text === text) kept.clear();
    },
  };
}

interface Adopting {
  find: (id: string) => ApplicationRow | undefined;
  edit: (id: string, changes: ApplicationChanges) => Promise<void>;
}

/** Brings what was being written when the page was closed into the notes; where they were changed elsewhere since, both are kept. */
export function adoptNoteDrafts(storage: Services['storage'], owner: Owner, { find, edit }: Adopting): void {
  const prefix = prefixOf(owner);
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key?.startsWith(prefix));
  for (const key of keys) {
    const id = key?.slice(prefix.length) ?? '';
    const draft = createKeptValue(storage, prefix + id, Kept, null).load();
    const row = find(id);
    if (!row || draft === null) continue;
    const notes = row.notes === draft.before ? draft.text : `${row.notes}\n\n${draft.text}`;
    // Written already, and only the net was not taken down.
    const isThere = row.notes === draft.text || row.notes.endsWith(`\n\n${draft.text}`);
    const settled = isThere ? Promise.resolve() : edit(id, { notes });
    void settled.then(() => keepNoteDraft(storage, owner, id).drop(draft.text));
  }
}
