import type { DBSchema } from 'idb';
import * as v from 'valibot';
import { User } from '../../contract/account.ts';
import { PROBLEM_CODES } from '../../contract/problem.ts';
import { createDatabase } from '../database/database.ts';
import type { SessionStore } from './session-store.ts';

/** The part of `browser.storage.session` that is used. */
export interface MemoryArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

const KEY = 'session';
const MEMORY_KEY = 'accessToken';

const KeptAccount = v.object({
  server: v.string(),
  user: User,
  refreshToken: v.nullable(v.string()),
  endedBy: v.nullable(v.picklist(PROBLEM_CODES)),
});
type KeptAccount = v.InferOutput<typeof KeptAccount>;

const KeptAccess = v.object({ server: v.string(), userId: v.string(), accessToken: v.string() });

interface SessionDatabase extends DBSchema {
  account: { key: string; value: KeptAccount };
}

/**
 * The extension's session: access token in `memory` (`storage.session`, gone when the browser closes), the rest in this origin's
 * IndexedDB. Never `storage.local`: Firefox lets content scripts read it, and those live in processes a hostile page may own.
 */
export function createExtensionSessionStore(memory: MemoryArea): SessionStore {
  const database = createDatabase<SessionDatabase>('jackdaw-session', 1, (db) => void db.createObjectStore('account'));

  async function load(): Promise<KeptAccount | null> {
    const kept = v.safeParse(KeptAccount, await (await database()).get('account', KEY));
    return kept.success ? kept.output : null;
  }

  return {
    async account() {
      const kept = await load();
      return kept && { server: kept.server, user: kept.user, endedBy: kept.endedBy };
    },

    async tokens(server) {
      const kept = await load();
      if (kept?.server !== server || kept.refreshToken === null) return null;
      const access = v.safeParse(KeptAccess, (await memory.get(MEMORY_KEY))[MEMORY_KEY]);
      const ours = access.success && access.output.server === server && access.output.userId === kept.user.id;
      return { userId: kept.user.id, refreshToken: kept.refreshToken, accessToken: ours ? access.output.accessToken : null };
    },

    async keep(server, session) {
      const { accessToken, refreshToken, user } = session;
      // The disk first: a refresh token that was handed out and then lost is a signed-out device.
      const transaction = (await database()).transaction('account', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put({ server, user, refreshToken, endedBy: null }, KEY), transaction.done]);
      await memory.set({ [MEMORY_KEY]: { server, userId: user.id, accessToken } });
    },

    async renew(server, refreshToken, { accessToken, refreshToken: next, user }) {
      const transaction = (await database()).transaction('account', 'readwrite', { durability: 'strict' });
      const kept = await transaction.store.get(KEY);
      const isOurs = kept?.server === server && kept.refreshToken === refreshToken;
      const write = isOurs ? transaction.store.put({ server, user, refreshToken: next, endedBy: null }, KEY) : undefined;
      await Promise.all([write, transaction.done]);
      if (isOurs) await memory.set({ [MEMORY_KEY]: { server, userId: user.id, accessToken } });
      return isOurs;
    },

    async end(refreshToken, code) {
      const transaction = (await database()).transaction('account', 'readwrite', { durability: 'strict' });
      const kept = await transaction.store.get(KEY);
      if (kept?.refreshToken !== refreshToken) return transaction.done;
      await Promise.all([transaction.store.put({ ...kept, refreshToken: null, endedBy: code }, KEY), transaction.done]);
      await memory.remove(MEMORY_KEY);
    },

    async clear() {
      const transaction = (await database()).transaction('account', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.clear(), transaction.done]);
      await memory.remove(MEMORY_KEY);
    },
  };
}
