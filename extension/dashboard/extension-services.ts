import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { createApi } from '../api/client.ts';
import { createExtensionSessionStore } from '../api/extension-session-store.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openEdits } from '../edits/edits.ts';
import { openLibrary } from '../library/library.ts';
import { createMessages } from '../messages/messages.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { createTheme } from '../ui/theme.ts';
import { countBytes } from './export/count-bytes.ts';
import { deviceName } from './device-name.ts';
import { saveFile } from './export/save-file.ts';
import type { Services } from './services.ts';

/** The dashboard's services inside the extension: the background sends and syncs, this page shows. */
export function createExtensionServices(): Services {
  const messages = createMessages(browser.runtime);
  const session = createExtensionSessionStore(browser.storage.session);
  const reach: typeof globalThis.fetch = (input, init) => fetch(input, init);
  const online = signal(navigator.onLine);
  addEventListener('online', () => (online.value = true));
  addEventListener('offline', () => (online.value = false));
  return {
    session,
    outbox: openOutbox(),
    edits: openEdits(),
    drafts: openDrafts(),
    openLibrary,
    createApi: (server, { onBytes, ...options } = {}) =>
      createApi({ server, session, fetch: onBytes ? countBytes(reach, onBytes) : reach, ...options }),
    home: null,
    keep: 'body',
    fetch: reach,
    flush: (ask) => messages.ask('flush', ask),
    sync: () => messages.ask('sync', {}),
    announce: messages.announce,
    onNews: messages.onNews,
    requestHost: (hostPattern) => browser.permissions.request({ origins: [hostPattern] }),
    hasHost: (hostPattern) => browser.permissions.contains({ origins: [hostPattern] }),
    saveFile,
    storage: localStorage,
    theme: createTheme(),
    online,
    device: deviceName(navigator.userAgent),
    now: Date.now,
  };
}
