import { SignedOut, TryLater } from '../api/errors.ts';
import type { Library } from '../library/library.ts';
import { pauseAfter, type Hurry } from '../outbox/backoff.ts';
import type { FlushReport } from '../outbox/flush-outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { EditSending } from './send-edit.ts';
import { sendEdits } from './send-edits.ts';

interface EditFlush extends EditSending {
  library: Library;
  outbox: Pick<Outbox, 'pause' | 'setPause'>;
  hurry?: Hurry;
}

/**
 * Sends the edits that no page sends any more, and tells why it stopped before the last one. After a failure of the server, or of the way
 * there, sending rests as it does for what is saved. A bug is thrown.
 */
export async function flushEdits({ outbox, ...sending }: EditFlush): Promise<FlushReport['stopped']> {
  const { owner, now = Date.now, random = Math.random } = sending;
  try {
    if ((await sendEdits(sending)) > 0) await outbox.setPause(owner.server, null);
    return null;
  } catch (error) {
    if (error instanceof SignedOut) return 'signed_out';
    if (!(error instanceof TryLater)) throw error;
    await outbox.setPause(owner.server, pauseAfter(error, await outbox.pause(owner.server), now(), random()));
    return error.reason;
  }
}
