import { withoutField } from './changes.ts';
import { changesOf } from './edits.ts';
import { unseenIn, valuesIn, valuesOf } from './seen.ts';
import type { EditSending } from './send-edit.ts';

/**
 * Settles a conflict as the person decided: mine stay in the named fields, theirs in the others. What is left goes on top of what they were
 * shown; other changes that wait with it and would replace what nobody showed them are for the server to find in conflict, too.
 */
export async function decideConflict(
  { edits, library, owner }: Pick<EditSending, 'edits' | 'library' | 'owner'>,
  id: string,
  mine: ReadonlySet<string>,
): Promise<void> {
  const kept = await edits.get(owner, id);
  if (!kept?.conflict) return;
  const { fields, current } = kept.conflict;
  let changes = changesOf(kept);
  for (const { field } of fields) if (!mine.has(field) && changes !== null) changes = withoutField(changes, field);
  const shown = new Set(fields.map(({ field }) => field));
  const wanted = Object.keys(valuesOf(changes ?? {}));
  const unseen = new Set(unseenIn(kept, current).filter((field) => !shown.has(field) && wanted.includes(field)));
  const seen = valuesIn(
    current,
    wanted.filter((field) => !unseen.has(field)),
  );
  await library.put(current);
  const basedOn = unseen.size === 0 ? current.changeNumber : kept.basedOn;
  // What the page said is no question of whose it is: it is kept, also where nothing is changed.
  if (kept.snapshot) changes ??= {};
  await edits.settle(owner, id, changes && { basedOn, parts: [changes], seen: [seen] });
}
