import browser from 'webextension-polyfill';
import { createExtensionSessionStore } from '../api/extension-session-store.ts';
import { createMessages } from '../messages/messages.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { createBackground, FLUSH_ALARM, SYNC_ALARM } from './background.ts';
import { showCount } from './show-count.ts';

// Handles only: each opens its database when it is used, and nothing is remembered here between two events.
const messages = createMessages(browser.runtime);
const session = createExtensionSessionStore(browser.storage.session);
const background = createBackground({
  outbox: openOutbox(),
  session,
  messages,
  alarms: browser.alarms,
  showCount,
  fetch: (input, init) => fetch(input, init),
});

async function start(): Promise<void> {
  await background.settle();
  await background.flush('rested');
  await background.sync();
}

// All listeners in the first turn of the worker: one that is registered later misses the event that woke it.
browser.runtime.onInstalled.addListener(() => void start());
browser.runtime.onStartup.addListener(() => void start());
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === FLUSH_ALARM) void background.flush('no');
  if (name === SYNC_ALARM) void background.sync();
});
globalThis.addEventListener('online', () => void background.flush('online'));
messages.answer({
  flush: ({ hurry }) => background.flush(hurry),
  sync: () => background.sync(),
});
messages.onNews((news) => {
  // A page saved, removed or signed in: the badge follows.
  void background.settle();
  if (news === 'sessionChanged') void onSession();
});

async function onSession(): Promise<void> {
  // Whoever uses this browser next must not find what the one before had begun to write.
  if ((await session.account()) === null) await openDrafts().clear();
  await background.flush('now');
  await background.sync();
}
