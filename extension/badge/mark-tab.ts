import browser from 'webextension-polyfill';
import type { Existing } from '../library/find-existing.ts';
import { savedWords } from '../texts/saved-words.ts';
import { text } from '../texts/text.ts';

/**
 * A check mark on the toolbar button of one tab, whose title says since when the posting in it is saved; `null` takes it away. The browser
 * itself takes it away when the tab goes elsewhere, so no page visited is ever looked at for it.
 */
export async function markTab(tabId: number, saved: Pick<Existing, 'stage' | 'savedAt' | 'appliedOn'> | null): Promise<void> {
  const title = saved && text('tabSavedTitle', { words: savedWords(saved, Date.now()) });
  await browser.action.setBadgeText({ tabId, text: saved ? '✓' : null });
  if (saved) await browser.action.setBadgeBackgroundColor({ tabId, color: '#2f7d4f' });
  await browser.action.setTitle({ tabId, title });
}

/** Asks the person to look, in a tab where nothing was saved and no form could be opened without them. */
export async function askToLook(tabId: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ tabId, color: '#8a6a1f' });
  await browser.action.setBadgeText({ tabId, text: '?' });
  await browser.action.setTitle({ tabId, title: text('tabLookTitle') });
}
