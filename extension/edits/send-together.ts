import { BULK_IDS, type Application, type ApplicationChanges, type BodyInputOf, type endpoints } from '../../contract/index.ts';
import { ProblemError } from '../api/errors.ts';
import type { Library } from '../library/library.ts';
import { changesOf } from './edits.ts';
import { inTurn, type EditSending } from './send-edit.ts';
import { knewAll } from './seen.ts';

type BulkChanges = NonNullable<BodyInputOf<typeof endpoints.bulkEdit>['changes']>;

/** What one application is changed to, as a bulk edit says it; null where it can't. Tags are told by what came and what went. */
function sharedOf({ posting, notes, tags, ...shared }: ApplicationChanges, tagsBefore: readonly string[]): BulkChanges | null {
  if (posting !== undefined || notes !== undefined) return null;
  if (tags === undefined) return shared;
  const addTags = tags.filter((tag) => !tagsBefore.includes(tag));
  const removeTags = tagsBefore.filter((tag) => !tags.includes(tag));
  return { ...shared, ...(addTags.length > 0 ? { addTags } : {}), ...(removeTags.length > 0 ? { removeTags } : {}) };
}

interface TogetherSending extends Omit<EditSending, 'library'> {
  library: Pick<Library, 'get' | 'putAll'>;
}

/**
 * Sends what was done to many applications at once, in one request for all that change alike, and resolves to those that were accepted.
 * `ids` are those that something was just done to; `null`: whatever waits, where the library was just brought up to date. What it leaves
 * (other changes, what replaces something the person never saw, anything the server did not take as a whole) is still kept, for `sendEdit`,
 * which can tell refusals and conflicts. Throws what the client throws but refusals; then all of that request is still kept.
 */
export async function sendTogether({ edits, api, library, owner }: TogetherSending, ids: readonly string[] | null): Promise<Application[]> {
  return await inTurn(owner, async () => {
    const wanted = ids && new Set(ids);
    const alike = new Map<string, { changes: BulkChanges; ids: string[] }>();
    const parts = new Map<string, number>();
    for (const kept of await edits.all(owner)) {
      const { id } = kept;
      const changed = changesOf(kept);
      if (changed === null || kept.conflict !== null || kept.refused !== null) continue;
      // Where more waits than was done now, what is known here may be as old as that, and the server has to merge it.
      if (wanted && (!wanted.has(id) || kept.parts.length > 1)) continue;
      const known = await library.get(id);
      // The same where it was changed elsewhere since the person looked at it.
      if (known === undefined || (known.changeNumber !== kept.basedOn && !knewAll(kept, known))) continue;
      const changes = sharedOf(changed, known.tags);
      if (changes === null) continue;
      parts.set(id, kept.parts.length);
      const key = JSON.stringify(Object.entries(changes).toSorted(([one], [other]) => one.localeCompare(other)));
      const group = alike.get(key) ?? { changes, ids: [] };
      group.ids.push(id);
      alike.set(key, group);
    }
    const accepted: Application[] = [];
    for (const group of alike.values()) {
      for (let from = 0; from < group.ids.length && group.ids.length > 1; from += BULK_IDS) {
        const body = { ids: group.ids.slice(from, from + BULK_IDS), changes: group.changes };
        try {
          const { items } = await api.call('bulkEdit', { body });
          // The edits last: should this end in between, they are sent once more and change nothing.
          await library.putAll(items);
          await edits.accept(
            owner,
            items.map((now) => ({ sent: parts.get(now.id) ?? 0, now })),
          );
          accepted.push(...items);
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
        }
      }
    }
    return accepted;
  });
}
