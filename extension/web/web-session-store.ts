import * as v from 'valibot';
import { type Session, User } from '../../contract/account.ts';
import { PROBLEM_CODES } from '../../contract/problem.ts';
import type { SessionStore } from '../api/session-store.ts';

const KEY = 'account';

const KeptAccount = v.object({ server: v.string(), user: User, endedBy: v.nullable(v.picklist(PROBLEM_CODES)) });
type KeptAccount = v.InferOutput<typeof KeptAccount>;

/**
 * A web page's session: the access token in this page's memory, the refresh token in a cookie that no script can read; where the page
 * came over plain http, which gets no such cookie, in memory too, so that closing the page signs out. Who it is stays on this device.
 */
export function createWebSessionStore(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): SessionStore {
  let memory: { server: string; userId: string; accessToken: string; refreshToken: string | null } | null = null;

  function load(): KeptAccount | null {
    try {
      return v.parse(KeptAccount, JSON.parse(storage.getItem(KEY) ?? ''));
    } catch {
      return null;
    }
  }

  async function keep(server: string, { accessToken, refreshToken, user }: Session): Promise<void> {
    memory = { server, userId: user.id, accessToken, refreshToken };
    storage.setItem(KEY, JSON.stringify({ server, user, endedBy: null } satisfies KeptAccount));
  }

  return {
    async account() {
      return load();
    },
    async tokens(server) {
      const kept = load();
      if (kept?.server !== server || kept.endedBy !== null) return null;
      const ours = memory?.server === server && memory.userId === kept.user.id ? memory : null;
      return { userId: kept.user.id, accessToken: ours?.accessToken ?? null, refreshToken: ours?.refreshToken ?? null };
    },
    keep,
    async renew(server, _refreshToken, session) {
      const kept = load();
      // A cookie's refresh token is known to the server alone: whose it is has to do.
      if (kept?.server !== server || kept.user.id !== session.user.id) return false;
      await keep(server, session);
      return true;
    },
    async end(refreshToken, code) {
      const kept = load();
      if (kept === null || (memory !== null && memory.refreshToken !== refreshToken)) return;
      memory = null;
      storage.setItem(KEY, JSON.stringify({ ...kept, endedBy: code }));
    },
    async clear() {
      memory = null;
      storage.removeItem(KEY);
    },
  };
}
