import * as v from 'valibot';
import { SaveApplication, type SaveApplicationInput } from '../../contract/application.ts';
import { oneAtATime } from '../api/one-at-a-time.ts';
import type { Owner } from '../api/owner.ts';
import type { SessionStore } from '../api/session-store.ts';
import type { Capture } from '../capture/capture.ts';
import { draftToPosting } from '../capture/draft-to-posting.ts';
import type { TabMark } from '../badge/mark-tab.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { findExisting } from '../library/find-existing.ts';
import type { Library } from '../library/library.ts';
import { composeBody } from '../outbox/compose-body.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface SaveAtOnceServices {
  /** Rejects where the browser keeps the page closed, or reading failed. */
  readPage(tab: { id: number; url: string }): Promise<Capture>;
  session: Pick<SessionStore, 'account'>;
  outbox: Pick<Outbox, 'add' | 'all'>;
  openLibrary(owner: Owner): Pick<Library, 'byPostingKey' | 'byCompany'>;
  drafts: Pick<Drafts, 'get'>;
  /** The tab's mark: what was saved from it, or what its page was read as. */
  markTab(tabId: number, mark: TabMark): Promise<void>;
  /** Opens the form over the tab, where everything can be seen and corrected. */
  openForm(tabId: number): Promise<void>;
  /** The reader's calendar day, `YYYY-MM-DD`. */
  today(): string;
}

/** Confidence is the measured share of right answers: with less than this, whoever saves without looking is surprised too often. */
const SURE = 0.8;

function bodyOf(capture: Capture, today: string): SaveApplicationInput | null {
  const { draft, verdict, url } = capture;
  if (verdict.kind !== 'posting' && verdict.kind !== 'split_view') return null;
  const sure = [draft.title?.[0], draft.company?.[0]].every((finding) => finding !== undefined && finding.confidence >= SURE);
  if (!sure) return null;
  const originOf = (field: keyof typeof draft) => draft[field]?.[0] ?? null;
  const body = composeBody({ posting: draftToPosting(draft), url, capture, stage: 'saved', today, originOf });
  return v.is(SaveApplication, body) ? body : null;
}

/**
 * Saves the posting in a tab without showing a form, where title, company and address are well found; else, and where the posting is there
 * already or somebody had begun to correct it, opens the form. `'saved'` is said only when the save is on disk.
 */
export async function saveAtOnce(tab: { id: number; url: string }, services: SaveAtOnceServices): Promise<'saved' | 'form'> {
  const { session, outbox, drafts, openLibrary } = services;

  async function trySaving(): Promise<boolean> {
    const capture = await services.readPage(tab);
    const body = bodyOf(capture, services.today());
    if (body === null) {
      await services.markTab(tab.id, { saved: null, capture }).catch(() => undefined);
      return false;
    }
    const begun = await Promise.all([drafts.get(tab.url), drafts.get(capture.postingKey ?? capture.url)]);
    if (begun.some((draft) => draft !== undefined)) return false;
    const account = await session.account();
    const owner = account && { server: account.server, userId: account.user.id };
    const { title, company, url } = body.posting;
    const told = { postingKey: capture.postingKey, url, title, company };
    if (await findExisting(told, owner, outbox, owner && openLibrary(owner))) return false;
    const { savedAt } = await outbox.add(owner, body);
    await services.markTab(tab.id, { saved: { stage: 'saved', savedAt, appliedOn: null }, capture }).catch(() => undefined);
    return true;
  }

  // One at a time, so that a key pressed twice finds what the first press saved.
  return await oneAtATime('jackdaw-save-at-once', async () => {
    // Whatever went wrong, the form says it in words and holds what was read: it will fail again there, in sight.
    if (await trySaving().catch(() => false)) return 'saved';
    await services.openForm(tab.id);
    return 'form';
  });
}
