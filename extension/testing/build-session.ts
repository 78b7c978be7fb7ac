import type { Session, User } from '../../contract/account.ts';
import type { Account, SessionStore } from '../api/session-store.ts';

export const SERVER = 'https://jackdaw.example.org';

export const buildUser = (id = '01890000-0000-7000-8000-000000000001'): User => ({
  id,
  email: 'mette@example.org',
  name: 'Mette',
  role: 'member',
  createdAt: '2026-01-01T00:00:00.000Z',
});

export const buildReply = (round: number, user = buildUser()): Session & { refreshToken: string } => ({
  accessToken: `access-${round}`,
  expiresIn: 600,
  refreshToken: `refresh-${round}`,
  user,
});

/** A session in memory, with what happened to it. */
export function buildSessionStore(first: ReturnType<typeof buildReply> | null = buildReply(0), server = SERVER) {
  let account: Account | null = first && { server, user: first.user, endedBy: null };
  let tokens = first && { accessToken: first.accessToken as string | null, refreshToken: first.refreshToken };
  const store: SessionStore = {
    account: async () => account,
    tokens: async (asked) => (account?.server === asked && tokens ? { ...tokens, userId: account.user.id } : null),
    keep: async (to, session) => {
      account = { server: to, user: session.user, endedBy: null };
      tokens = session.refreshToken === null ? null : { accessToken: session.accessToken, refreshToken: session.refreshToken };
    },
    renew: async (to, refreshToken, session) => {
      if (account?.server !== to || tokens?.refreshToken !== refreshToken) return false;
      await store.keep(to, session);
      return true;
    },
    end: async (refreshToken, code) => {
      if (tokens?.refreshToken !== refreshToken || !account) return;
      tokens = null;
      account = { ...account, endedBy: code };
    },
    clear: async () => {
      account = null;
      tokens = null;
    },
  };
  return { ...store, forgetAccess: () => (tokens = tokens && { ...tokens, accessToken: null }) };
}
