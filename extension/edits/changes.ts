import type { ApplicationChanges } from '../../contract/application.ts';
import type { ApplicationRow } from '../library/library.ts';

/** The application as it will be once these changes are accepted. */
export function applyChanges(row: ApplicationRow, changes: ApplicationChanges | null): ApplicationRow {
  if (changes === null) return row;
  const { posting, ...pursuit } = changes;
  // A list's rows carry no description; and a member that is named but undefined must not empty a field.
  const named = <Value>(part: Record<string, Value>) =>
    Object.fromEntries(Object.entries(part).filter(([name, value]) => value !== undefined && name !== 'description'));
  return { ...row, ...named(pursuit), posting: { ...row.posting, ...named(posting ?? {}) } };
}

/** Both, the later one winning where they name the same field. */
export function mergeChanges(earlier: ApplicationChanges | null, later: ApplicationChanges | null): ApplicationChanges | null {
  if (earlier === null || later === null) return later ?? earlier;
  const posting = { ...earlier.posting, ...later.posting };
  const merged = { ...earlier, ...later };
  return Object.keys(posting).length > 0 ? { ...merged, posting } : merged;
}

/** What remains without one field, named as in a conflict (`stage`, `posting.title`); null where nothing does. */
export function withoutField(changes: ApplicationChanges, field: string): ApplicationChanges | null {
  const { posting, ...pursuit } = changes;
  const keptPursuit: ApplicationChanges = Object.fromEntries(Object.entries(pursuit).filter(([name]) => name !== field));
  const keptPosting = Object.fromEntries(Object.entries(posting ?? {}).filter(([name]) => `posting.${name}` !== field));
  const kept: ApplicationChanges = Object.keys(keptPosting).length > 0 ? { ...keptPursuit, posting: keptPosting } : keptPursuit;
  return Object.keys(kept).length > 0 ? kept : null;
}
