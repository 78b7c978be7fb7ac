import browser, { type Tabs } from 'webextension-polyfill';
import { createExtensionSessionStore } from '../api/extension-session-store.ts';
import { askToLook, markTab } from '../badge/mark-tab.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openEdits } from '../edits/edits.ts';
import { openLibrary } from '../library/library.ts';
import { createMessages } from '../messages/messages.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { answer } from '../page-reader/answer.ts';
import type { Capturer } from '../page-reader/capturer.ts';
import { readPage } from '../page-reader/read-page.ts';
import { dayOf } from '../texts/format.ts';
import { text } from '../texts/text.ts';
import { createBackground, FLUSH_ALARM, SYNC_ALARM } from './background.ts';
import { saveAtOnce } from './save-at-once.ts';
import { showCount } from './show-count.ts';

const SAVE = 'save-posting';

/** In this very thread: a service worker can't start another, and nobody looks at it meanwhile. */
const capturer: Capturer = { capture: async (question) => answer(question), close: () => undefined };

// Handles only: each opens its database when it is used, and nothing is remembered here between two events.
const messages = createMessages(browser.runtime);
const session = createExtensionSessionStore(browser.storage.session);
const outbox = openOutbox();
const background = createBackground({
  outbox,
  edits: openEdits(),
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

/** Over the tab where the person is; Firefox opens a popup only in the very turn of the click, and then the button itself asks. */
async function openForm(tabId: number): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    await askToLook(tabId);
  }
}

async function save(clicked: Tabs.Tab | undefined): Promise<void> {
  const tab = clicked ?? (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  if (tab?.id === undefined) return;
  const done = await saveAtOnce(
    { id: tab.id, url: tab.url ?? '' },
    {
      readPage: (tab) => readPage(tab, capturer),
      session,
      outbox,
      openLibrary,
      drafts: openDrafts(),
      markTab,
      openForm,
      today: () => dayOf(Date.now()),
    },
  );
  if (done !== 'saved') return;
  messages.announce('outboxChanged');
  await background.flush('rested');
}

// All listeners in the first turn of the worker: one that is registered later misses the event that woke it.
browser.runtime.onInstalled.addListener(() => {
  void browser.contextMenus
    .removeAll()
    .then(() => browser.contextMenus.create({ id: SAVE, title: text('menuSave'), contexts: ['page', 'selection', 'link', 'image'] }));
  void start();
});
browser.runtime.onStartup.addListener(() => void start());
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === FLUSH_ALARM) void background.flush('no');
  if (name === SYNC_ALARM) void background.sync();
});
browser.commands.onCommand.addListener((command, tab) => {
  if (command === SAVE) void save(tab);
});
browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
  if (menuItemId === SAVE) void save(tab);
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
