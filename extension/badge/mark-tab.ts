import browser from 'webextension-polyfill';
import type { Capture } from '../capture/capture.ts';
import type { Existing } from '../library/find-existing.ts';
import { asideOf, type Aside } from '../page-reader/aside-of.ts';
import { savedWords } from '../texts/saved-words.ts';
import { text } from '../texts/text.ts';

/** What is known of the page in a tab: what is saved of the posting in it, and what it was read as; each `null` where there is nothing to tell. */
export interface TabMark {
  saved: Pick<Existing, 'stage' | 'savedAt' | 'appliedOn'> | null;
  capture: Pick<Capture, 'verdict' | 'incomplete'> | null;
}

const SAVED = { text: '✓', color: '#2f7d4f' };
const POSTING = { text: '+', color: '#4a6f96' };
const NONE = { text: '–', color: '#6b7280' };
const SIGNS: Partial<Record<Aside, { text: string; color: string }>> = {
  list: { text: '≡', color: '#6b7280' },
  not_loaded: { text: '…', color: '#8a6a1f' },
};

function wordsOf({ saved, capture }: TabMark): { sign: { text: string; color: string }; title: string } | null {
  if (saved) return { sign: SAVED, title: text('tabMarkTitle', { words: savedWords(saved, Date.now()) }) };
  if (!capture) return null;
  const aside = asideOf(capture.verdict, capture.incomplete);
  if (aside === null) return { sign: POSTING, title: text('tabMarkTitle', { words: text('page_posting') }) };
  return { sign: SIGNS[aside] ?? NONE, title: text('tabMarkTitle', { words: text(`aside_${aside}`) }) };
}

/**
 * A mark on the toolbar button of one tab, and a title that says the same in words: a check mark where the posting in it is saved, else what the
 * page was read as. The browser itself takes it away when the tab goes elsewhere, so no page visited is ever looked at for it.
 */
export async function markTab(tabId: number, mark: TabMark): Promise<void> {
  const words = wordsOf(mark);
  // What waits to be sent, or was refused, is told on every tab: what a page seems to be must not cover it.
  const shown = words && (mark.saved || (await browser.action.getBadgeText({})) === '') ? words.sign : null;
  await browser.action.setBadgeText({ tabId, text: shown ? shown.text : null });
  if (shown) await browser.action.setBadgeBackgroundColor({ tabId, color: shown.color });
  await browser.action.setTitle({ tabId, title: words && words.title });
}

/** Asks the person to look, in a tab where nothing was saved and no form could be opened without them. */
export async function askToLook(tabId: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ tabId, color: '#8a6a1f' });
  await browser.action.setBadgeText({ tabId, text: '?' });
  await browser.action.setTitle({ tabId, title: text('tabLookTitle') });
}
