import type { Library } from '../library/library.ts';
import { syncLibrary } from '../library/sync-library.ts';
import { type EditSending, sendEdit } from './send-edit.ts';
import { sendTogether } from './send-together.ts';

/**
 * Sends the edits of every application; what is refused or in conflict stays for the person, and the rest go on. Where several wait, it
 * asks first what changed elsewhere: then those that change alike, and take nothing from anybody, are one request. Resolves to how many
 * were accepted.
 */
export async function sendEdits(sending: EditSending & { library: Library }): Promise<number> {
  const { edits, api, library, owner } = sending;
  let accepted = 0;
  if ((await edits.countWaiting(owner)) > 1) {
    await syncLibrary(api, library);
    accepted += (await sendTogether(sending, null)).length;
  }
  for (const { id } of await edits.all(owner)) {
    const sent = await sendEdit(sending, id);
    if (sent && 'accepted' in sent) accepted += 1;
  }
  return accepted;
}
