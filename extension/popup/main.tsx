import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createExtensionSessionStore } from '../api/extension-session-store.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openLibrary } from '../library/library.ts';
import { createMessages } from '../messages/messages.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { dayOf } from '../texts/format.ts';
import { createTheme } from '../ui/theme.ts';
import { App } from './app.tsx';
import { clickedTab, reading } from './begin.ts';
import { createPopup } from './popup.ts';

const outbox = openOutbox();

const popup = createPopup({
  currentTab: () => clickedTab,
  readPage: () => reading,
  loadParser: async () => (await import('./parse-typed.ts')).parseTyped,
  async loadRecapture(options) {
    const [{ createRecapture }, { openEdits }] = await Promise.all([import('./recapture.ts'), import('../edits/edits.ts')]);
    return createRecapture({ ...options, edits: openEdits() });
  },
  // Where the browser lists an extension's errors.
  report: reportError,
  session: createExtensionSessionStore(browser.storage.session),
  outbox,
  openLibrary,
  drafts: openDrafts(),
  // Not needed before the form is there.
  markTab: async (tabId, mark) => (await import('../badge/mark-tab.ts')).markTab(tabId, mark),
  messages: createMessages(browser.runtime),
  today: () => dayOf(Date.now()),
  now: Date.now,
});

async function openDashboard(place: string): Promise<void> {
  await browser.tabs.create({ url: `${browser.runtime.getURL('extension/dashboard/index.html')}${place}` });
  window.close();
}

async function openApplication(id: string): Promise<void> {
  const unsent = (await outbox.all()).some((entry) => entry.id === id);
  await openDashboard(unsent ? '#/unsent' : `#/application/${id}`);
}

createTheme();
void popup.start();
render(
  <App
    popup={popup}
    onOpen={(place) => void openDashboard(place)}
    onOpenApplication={(id) => void openApplication(id)}
    onClose={() => window.close()}
    onAgain={() => location.reload()}
  />,
  document.body,
);
