import type { Stage } from '../../contract/application.ts';
import { type Owner, sameOwner } from '../api/owner.ts';
import type { Outbox, OutboxEntry } from '../outbox/outbox.ts';
import type { ApplicationRow, Library } from './library.ts';

/** An application of the same posting that is there already. */
export interface Existing {
  id: string;
  stage: Stage;
  /** A day. */
  appliedOn: string | null;
  /** An instant. */
  savedAt: string;
  /** Not sent yet. */
  waiting: boolean;
  /** As this device's library has it; `null` while it waits to be sent. */
  row: ApplicationRow | null;
  /** What `outbox.withdraw` needs to take the save back. */
  taken: Pick<OutboxEntry, 'id' | 'owner' | 'body' | 'savedAt'>;
}

/** What tells a posting: its key, and where its page has none, address, title and company together. */
export interface Told {
  postingKey: string | null;
  url: string;
  title: string;
  company: string;
}

function isSame(posting: Pick<Told, 'url' | 'title' | 'company'>, postingKey: string | null | undefined, told: Told): boolean {
  if (told.postingKey !== null) return postingKey === told.postingKey;
  return posting.url === told.url && posting.title === told.title && posting.company === told.company;
}

/** Looks for a posting among what waits and what is known on this device; the server is not asked. */
export async function findExisting(
  told: Told,
  owner: Owner | null,
  outbox: Pick<Outbox, 'all'>,
  library: Pick<Library, 'byPostingKey' | 'byCompany'> | null,
): Promise<Existing | null> {
  if (told.postingKey === null && told.title === '') return null;
  const entries = await outbox.all();
  const waiting = entries.findLast(
    ({ body, state, owner: whose }) =>
      state !== 'withdrawn' && isSame(body.posting, body.postingKey, told) && (whose === null || sameOwner(whose, owner)),
  );
  if (waiting) {
    const { id, savedAt, body } = waiting;
    return { id, stage: body.stage ?? 'saved', appliedOn: body.appliedOn ?? null, savedAt, waiting: true, row: null, taken: waiting };
  }
  const near = told.postingKey === null ? await library?.byCompany(told.company) : await library?.byPostingKey(told.postingKey);
  const known = (near ?? []).filter(({ posting, postingKey }) => isSame(posting, postingKey, told));
  // Undone, and the server is still to be told.
  const row = known.find(({ id }) => !entries.some((entry) => entry.id === id && entry.state === 'withdrawn'));
  if (!row) return null;
  const { id, stage, appliedOn, createdAt: savedAt, posting } = row;
  const { title, company, url } = posting;
  const taken = { id, owner, savedAt, body: { posting: { title, company, url }, postingKey: row.postingKey } };
  return { id, stage, appliedOn, savedAt, waiting: false, row, taken };
}
