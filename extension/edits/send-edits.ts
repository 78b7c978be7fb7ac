import { TryLater } from '../api/errors.ts';
import type { Library } from '../library/library.ts';
import { syncLibrary } from '../library/sync-library.ts';
import { FAILURES_IN_A_ROW, type Hurry } from '../outbox/backoff.ts';
import { dueEdits } from './due-edits.ts';
import { type EditSending, type EditSent, sendEdit } from './send-edit.ts';
import { sendTogether } from './send-together.ts';

/**
 * Sends the edits of these applications one by one, and tells what became of each; what is refused, in conflict or failed on stays, and the
 * rest go on. Where several in a row fail that did not before, it is no longer about them: throws. Throws what the client throws.
 */
export async function sendEach(
  sending: EditSending,
  ids: readonly string[],
  tell: (id: string, sent: EditSent | null) => Promise<void> | void,
): Promise<void> {
  let failures = 0;
  for (const id of ids) {
    const sent = await sendEdit(sending, id);
    await tell(id, sent);
    if (sent === null) continue;
    failures = 'postponed' in sent ? failures + 1 : 0;
    if (!('postponed' in sent) || failures < FAILURES_IN_A_ROW) continue;
    if (sent.postponed.attempts === 1) throw new TryLater(sent.postponed.reason);
    return;
  }
}

/**
 * Sends the edits of every application that are due; what stays, stays for the person or for later, and the rest go on. Where several
 * are, it asks first what changed elsewhere: then those that change alike, and take nothing from anybody, are one request. Resolves to how
 * many were accepted.
 */
export async function sendEdits(sending: EditSending & { library: Library; hurry?: Hurry }): Promise<number> {
  const { edits, api, library, owner, hurry = 'no', now = Date.now } = sending;
  const due = async () => dueEdits(await edits.all(owner), hurry, now());
  let accepted = 0;
  const count = (sent: EditSent | null) => {
    if (sent && 'accepted' in sent) accepted += 1;
  };
  if ((await due()).length > 1) {
    await syncLibrary(api, library);
    for (const sent of (await sendTogether(sending, null)).values()) count(sent);
  }
  const left = (await due()).map(({ id }) => id);
  await sendEach(sending, left, (_id, sent) => count(sent));
  return accepted;
}
