import { createApi } from '../api/client.ts';
import { ProblemError, TryLater } from '../api/errors.ts';
import { sameOwner } from '../api/owner.ts';
import type { SessionStore } from '../api/session-store.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { openLibrary } from '../library/library.ts';
import type { Outbox } from '../outbox/outbox.ts';

interface SignOutOptions {
  session: SessionStore;
  outbox: Outbox;
  drafts: Drafts;
  fetch: typeof globalThis.fetch;
  /** What becomes of what was not sent: kept for the day its owner signs in again, or deleted. The person is asked where there is any. */
  unsent: 'keep' | 'delete';
}

/**
 * Forgets the account on this device: session, library, drafts, and its unsent entries where asked. Works offline; resolves to whether the
 * server could be told, for otherwise the session lives on there until it expires or is ended from another device.
 */
export async function signOut({ session, outbox, drafts, fetch, unsent }: SignOutOptions): Promise<{ toldServer: boolean }> {
  const account = await session.account();
  if (account === null) return { toldServer: true };
  const { server, user } = account;
  const tokens = await session.tokens(server);
  await session.clear();
  const owner = { server, userId: user.id };
  await Promise.all([openLibrary(owner).clear(), drafts.clear()]);
  if (unsent === 'delete') for (const entry of await outbox.all()) if (sameOwner(entry.owner, owner)) await outbox.remove(entry.id);
  if (tokens === null) return { toldServer: true };
  try {
    const api = createApi({ server, session, fetch, timeoutMs: 5_000 });
    await api.call('signOut', { body: { refreshToken: tokens.refreshToken } });
    return { toldServer: true };
  } catch (error) {
    if (error instanceof TryLater || error instanceof ProblemError) return { toldServer: false };
    throw error;
  }
}
