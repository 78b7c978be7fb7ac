import { signal } from '@preact/signals';
import type { Session } from '../../../contract/index.ts';
import type { Account, SessionStore } from '../../api/session-store.ts';
import { openDrafts } from '../../drafts/drafts.ts';
import { openEdits } from '../../edits/edits.ts';
import { openLibrary } from '../../library/library.ts';
import { openOutbox } from '../../outbox/outbox.ts';
import type { Services } from '../services.ts';

export const SERVER = 'https://jackdaw.example.org';
export const SESSION: Session = {
  accessToken: 'access',
  expiresIn: 600,
  refreshToken: 'refresh',
  user: {
    id: '01990000-0000-7000-8000-000000000001',
    email: 'ada@example.org',
    name: 'Ada',
    role: 'member',
    createdAt: '2026-01-01T00:00:00Z',
  },
};
export const OWNER = { server: SERVER, userId: SESSION.user.id };

/** Services with a real outbox and library (on whatever IndexedDB the test has) and everything else in memory. */
export function buildServices(call: (name: string, ask: never) => Promise<unknown>, parts: Partial<Services> = {}) {
  let account: Account | null = null;
  const session: SessionStore = {
    account: async () => account,
    tokens: async (server) =>
      account?.server === server ? { userId: account.user.id, accessToken: 'access', refreshToken: 'refresh' } : null,
    keep: async (server, { user }) => {
      account = { server, user, endedBy: null };
    },
    renew: async () => account !== null,
    end: async () => {},
    clear: async () => {
      account = null;
    },
  };
  const kept = new Map<string, string>();
  const files: { content: Blob; name: string }[] = [];
  const news: string[] = [];
  const services: Services = {
    session,
    outbox: openOutbox(),
    edits: openEdits(),
    drafts: openDrafts(),
    openLibrary,
    createApi: (server) => ({ server, call: call as never }),
    home: null,
    keep: 'body',
    fetch: async () => new Response(JSON.stringify({ status: 'alive', api: 1 })),
    flush: async () => ({ sent: 0, parked: 0, stopped: null }),
    sync: async () => ({ received: 0, stopped: null }),
    announce: (told) => void news.push(told),
    onNews: () => () => {},
    requestHost: async () => true,
    hasHost: async () => true,
    saveFile: (content, name) => void files.push({ content, name }),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
      key: (index) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    },
    theme: signal('system'),
    online: signal(true),
    device: 'Chrome on Linux',
    now: () => Date.UTC(2026, 10, 22, 12),
    ...parts,
  };
  return { services, files, news, kept };
}
