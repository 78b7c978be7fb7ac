import { signal } from '@preact/signals';
import { createApi } from '../api/client.ts';
import { SignedOut, TryLater } from '../api/errors.ts';
import { deviceName } from '../dashboard/device-name.ts';
import { countBytes } from '../dashboard/export/count-bytes.ts';
import { saveFile } from '../dashboard/export/save-file.ts';
import type { Services } from '../dashboard/services.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openEdits } from '../edits/edits.ts';
import { flushEdits } from '../edits/flush-edits.ts';
import { openLibrary } from '../library/library.ts';
import { syncLibrary } from '../library/sync-library.ts';
import type { News, Stopped } from '../messages/messages.ts';
import { flushOutbox, type FlushReport } from '../outbox/flush-outbox.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { createTheme } from '../ui/theme.ts';
import { createWebSessionStore } from './web-session-store.ts';

/** The dashboard's services in a page that the server itself serves: no extension beside it, so it syncs and sends by itself. */
export function createWebServices(): Services {
  const server = location.origin;
  const session = createWebSessionStore(localStorage);
  const outbox = openOutbox();
  const edits = openEdits();
  const reach: typeof globalThis.fetch = (input, init) => fetch(input, init);
  // Browsers set a Secure cookie over https and on this very machine only.
  const keep = isSecureContext ? 'cookie' : 'body';
  const online = signal(navigator.onLine);
  addEventListener('online', () => (online.value = true));
  addEventListener('offline', () => (online.value = false));
  const channel = new BroadcastChannel('jackdaw');

  const createPageApi: Services['createApi'] = (to, { onBytes, ...options } = {}) =>
    createApi({ server: to, session, keep, fetch: onBytes ? countBytes(reach, onBytes) : reach, ...options });

  /** Does something as the one who is signed in, and says why it could not. */
  async function asOwner<Done>(nothing: Done, work: (owner: { server: string; userId: string }) => Promise<Done>) {
    const stop = (stopped: Stopped) => ({ done: nothing, stopped });
    const account = await session.account();
    if (account === null) return stop('not_connected');
    if (account.endedBy !== null) return stop('signed_out');
    try {
      return { done: await work({ server: account.server, userId: account.user.id }), stopped: null };
    } catch (error) {
      if (error instanceof TryLater) return stop(error.reason);
      if (!(error instanceof SignedOut)) throw error;
      return stop('signed_out');
    }
  }

  return {
    session,
    outbox,
    edits,
    drafts: openDrafts(),
    openLibrary,
    createApi: createPageApi,
    home: server,
    keep,
    fetch: reach,
    async flush({ hurry }) {
      const nothing: FlushReport = { sent: 0, parked: 0, stopped: null };
      const { done, stopped } = await asOwner(nothing, async (owner) => {
        const sending = { outbox, hurry, library: openLibrary(owner), api: createPageApi(server, owner), owner };
        const report = await flushOutbox(sending);
        if (report.stopped === null) report.stopped = await flushEdits({ edits, ...sending });
        return report;
      });
      return { ...done, stopped: stopped ?? done.stopped };
    },
    async sync() {
      const { done, stopped } = await asOwner(0, (owner) => syncLibrary(createPageApi(server, owner), openLibrary(owner)));
      return { received: done, stopped };
    },
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no other origin than its own
    announce: (news) => channel.postMessage(news),
    onNews(listener) {
      // Only pages of this origin can speak here.
      const onMessage = ({ data }: MessageEvent<News>) => listener(data);
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
    requestHost: async () => true,
    hasHost: async () => true,
    saveFile,
    storage: localStorage,
    theme: createTheme(),
    online,
    device: deviceName(navigator.userAgent),
    now: Date.now,
  };
}
