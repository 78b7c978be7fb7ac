import {
  BULK_IDS,
  type Application,
  type ApplicationChanges,
  type BodyInputOf,
  type BulkConflict,
  type endpoints,
} from '../../contract/index.ts';
import { ProblemError } from '../api/errors.ts';
import type { Library } from '../library/library.ts';
import { FAILURES_IN_A_ROW } from '../outbox/backoff.ts';
import { changesOf, type EditConflict, type KeptEdit } from './edits.ts';
import { basisOf, blameWhatWasSent, type EditSending, type EditSent, inTurn } from './send-edit.ts';
import { knew, knewAll } from './seen.ts';

type BulkChanges = NonNullable<BodyInputOf<typeof endpoints.bulkEdit>['changes']>;

/** What one application is changed to, as a bulk edit says it; null where it can't. Tags are told by what came and what went. */
function sharedOf({ posting, notes, tags, ...shared }: ApplicationChanges, tagsBefore: readonly string[]): BulkChanges | null {
  if (posting !== undefined || notes !== undefined) return null;
  if (tags === undefined) return shared;
  const addTags = tags.filter((tag) => !tagsBefore.includes(tag));
  const removeTags = tagsBefore.filter((tag) => !tags.includes(tag));
  return { ...shared, ...(addTags.length > 0 ? { addTags } : {}), ...(removeTags.length > 0 ? { removeTags } : {}) };
}

/** Those that change alike, each with the change number that it was seen at. */
interface Group {
  changes: BulkChanges;
  members: Map<string, { kept: KeptEdit; basedOn: number }>;
}

interface TogetherSending extends Omit<EditSending, 'library'> {
  library: Pick<Library, 'get' | 'putAll'>;
}

/** What of a bulk edit's answer about one application can be told to the person; the rest `sendEdit` finds out. */
function conflictOf(kept: KeptEdit, { changeNumber, fields }: BulkConflict, current: Application | undefined): EditConflict | null {
  // Changed once more while it was answered.
  if (current === undefined || current.changeNumber !== changeNumber) return null;
  // Where the person wrote those values themselves, nobody disagrees.
  const strange = fields.filter(({ field, theirs }) => !knew(kept, field, theirs));
  return strange.length > 0 ? { fields: strange, current } : null;
}

/**
 * Sends what was done to many applications at once, in one request for all that change alike; the server merges each as it was seen.
 * Resolves to what became of those that were accepted or are in conflict. `ids` are those that something was just done to; `null`: whatever
 * waits, where the library was just brought up to date. What it leaves (other changes, what replaces something the person never saw, what
 * the server did not take as a whole, or failed on) is still kept, for `sendEdit`, which can tell what is the matter with each. Throws what
 * the client throws but refusals; then all of that request is still kept.
 */
export async function sendTogether(
  { edits, api, library, owner }: TogetherSending,
  ids: readonly string[] | null,
): Promise<ReadonlyMap<string, EditSent>> {
  const wanted = ids && new Set(ids);

  async function groups(): Promise<Group[]> {
    const alike = new Map<string, Group>();
    for (const kept of await edits.all(owner)) {
      const { id } = kept;
      const changed = changesOf(kept);
      // What the server failed on would take the others with it; and a bulk edit brings no snapshot.
      if (changed === null || kept.conflict !== null || kept.refused !== null || kept.trouble || kept.snapshot) continue;
      // Where more waits than was done now, what is known here may be as old as that, and the server has to merge it.
      if (wanted && (!wanted.has(id) || kept.parts.length > 1)) continue;
      const known = await library.get(id);
      // The same where it was changed elsewhere since the person looked at it.
      if (known === undefined || (known.changeNumber !== kept.basedOn && !knewAll(kept, known))) continue;
      const changes = sharedOf(changed, known.tags);
      if (changes === null) continue;
      const key = JSON.stringify(Object.entries(changes).toSorted(([one], [other]) => one.localeCompare(other)));
      const group = alike.get(key) ?? { changes, members: new Map() };
      group.members.set(id, { kept, basedOn: basisOf(kept, known) });
      alike.set(key, group);
    }
    return [...alike.values()];
  }

  async function send({ changes, members }: Group): Promise<[string, EditSent][]> {
    const basedOn = [...members.values()].map((member) => member.basedOn);
    const { items, conflicts } = await api.call('bulkEdit', { body: { ids: [...members.keys()], basedOn, changes } });
    const now = new Map(items.map((item) => [item.id, item]));
    const left = new Set(conflicts.map(({ id }) => id));
    const accepted = items.filter(({ id }) => !left.has(id));
    // The edits last: should this end in between, they are sent once more and change nothing.
    await library.putAll(items);
    await edits.accept(
      owner,
      accepted.map((item) => ({ sent: members.get(item.id)?.kept.parts.length ?? 0, now: item })),
    );
    const sent = accepted.map((item): [string, EditSent] => [item.id, { accepted: item }]);
    for (const one of conflicts) {
      const member = members.get(one.id);
      const conflict = member && conflictOf(member.kept, one, now.get(one.id));
      if (!conflict) continue;
      await edits.setConflict(owner, one.id, conflict);
      sent.push([one.id, { conflict }]);
    }
    return sent;
  }

  return await inTurn(owner, async () => {
    const sent = new Map<string, EditSent>();
    let failures = 0;
    for (const group of (await groups()).flatMap(inRequests)) {
      try {
        for (const [id, one] of await send(group)) sent.set(id, one);
        failures = 0;
      } catch (error) {
        if (error instanceof ProblemError) continue;
        await blameWhatWasSent(api, error);
        failures += 1;
        if (failures >= FAILURES_IN_A_ROW) break;
      }
    }
    return sent;
  });
}

/** A group cut into what one request may name; one alone is left to be sent by itself. */
function inRequests({ changes, members }: Group): Group[] {
  const all = [...members];
  const starts = Array.from({ length: Math.ceil(all.length / BULK_IDS) }, (_, at) => at * BULK_IDS);
  return all.length < 2 ? [] : starts.map((from) => ({ changes, members: new Map(all.slice(from, from + BULK_IDS)) }));
}
