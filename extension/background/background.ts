import { createApi } from '../api/client.ts';
import { SignedOut, TryLater } from '../api/errors.ts';
import type { Owner } from '../api/owner.ts';
import type { SessionStore } from '../api/session-store.ts';
import { dueEdits, nextEditsAt } from '../edits/due-edits.ts';
import type { Edits } from '../edits/edits.ts';
import { flushEdits } from '../edits/flush-edits.ts';
import { type Library, openLibrary } from '../library/library.ts';
import { syncLibrary } from '../library/sync-library.ts';
import type { AnswerOf, Messages, Stopped } from '../messages/messages.ts';
import type { Hurry } from '../outbox/backoff.ts';
import { flushOutbox, nextFlushAt } from '../outbox/flush-outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';

export const FLUSH_ALARM = 'flush';
export const SYNC_ALARM = 'sync';
/** Browsers keep no alarm closer than this in an installed extension. */
const SOONEST_MS = 30_000;
const SYNC_EVERY_MINUTES = 30;

export interface BackgroundOptions {
  outbox: Outbox;
  edits: Edits;
  session: SessionStore;
  messages: Pick<Messages, 'announce'>;
  alarms: {
    create(name: string, info: { when?: number; periodInMinutes?: number }): unknown;
    clear(name: string): Promise<boolean>;
    get(name: string): Promise<unknown>;
  };
  /** Shows how much waits, and whether something was refused. */
  showCount(count: { waiting: number; parked: number }): Promise<void>;
  fetch: typeof globalThis.fetch;
  library?: (owner: Owner) => Library;
  now?: () => number;
}

export interface Background {
  flush(hurry: Hurry): Promise<AnswerOf<'flush'>>;
  sync(): Promise<AnswerOf<'sync'>>;
  /** Brings badge and alarms in line with what is on disk: alarms may be gone after an update or a restart. */
  settle(): Promise<void>;
}

/** What the service worker does. It holds nothing: everything is read from disk at each call, because the worker may end at any moment. */
export function createBackground(options: BackgroundOptions): Background {
  const { outbox, edits, session, messages, alarms, showCount, fetch, library = openLibrary, now = Date.now } = options;

  async function connection() {
    const account = await session.account();
    if (account === null) return { owner: null, stopped: 'not_connected' } as const;
    const owner: Owner = { server: account.server, userId: account.user.id };
    if (account.endedBy !== null) return { owner, stopped: 'signed_out' } as const;
    return { owner, stopped: null, api: createApi({ server: owner.server, userId: owner.userId, session, fetch }) } as const;
  }

  async function settle(): Promise<void> {
    const { owner, stopped } = await connection();
    await showCount(await outbox.count(owner));
    let times: (number | null)[] = [];
    if (owner !== null && stopped === null) {
      const pause = await outbox.pause(owner.server);
      const waiting = nextFlushAt(await outbox.oldestFirst(owner), pause, now());
      times = [waiting, nextEditsAt(await edits.all(owner), pause, now())];
    }
    const known = times.filter((at) => at !== null);
    const at = known.length === 0 ? null : Math.min(...known);
    if (at === null) await alarms.clear(FLUSH_ALARM);
    else alarms.create(FLUSH_ALARM, { when: Math.max(at, now() + SOONEST_MS) });
  }

  async function flush(hurry: Hurry): Promise<AnswerOf<'flush'>> {
    const { owner, stopped, api } = await connection();
    if (stopped !== null) {
      await settle();
      return { sent: 0, parked: 0, stopped };
    }
    // Before the first request: should the worker be ended in the middle, this brings it back.
    alarms.create(FLUSH_ALARM, { when: now() + 2 * SOONEST_MS });
    try {
      const sending = { outbox, library: library(owner), api, owner, hurry, now };
      const report = await flushOutbox(sending);
      // After what was saved, because a save is the greater loss; not at all where sending rests.
      if (report.stopped === null && (await editsDue(owner, hurry))) {
        report.stopped = await flushEdits({ edits, ...sending }).finally(() => messages.announce('editsChanged'));
      }
      if (report.stopped === 'signed_out') messages.announce('sessionChanged');
      return report;
    } finally {
      await settle();
      messages.announce('outboxChanged');
      messages.announce('libraryChanged');
    }
  }

  async function editsDue(owner: Owner, hurry: Hurry): Promise<boolean> {
    return dueEdits(await edits.all(owner), hurry, now()).length > 0;
  }

  async function sync(): Promise<AnswerOf<'sync'>> {
    const { owner, stopped, api } = await connection();
    if (stopped !== null) return { received: 0, stopped };
    const answer = (stopped: Stopped, received = 0) => ({ received, stopped });
    try {
      const received = await syncLibrary(api, library(owner));
      if (received > 0) messages.announce('libraryChanged');
      // The server answers: what rests because it could not be reached, or because a worker ended in the middle, need rest no longer.
      if ((await outbox.count(owner)).waiting > 0 || (await editsDue(owner, 'online'))) void flush('online');
      return answer(null, received);
    } catch (error) {
      if (error instanceof TryLater) return answer(error.reason);
      if (!(error instanceof SignedOut)) throw error;
      messages.announce('sessionChanged');
      return answer('signed_out');
    }
  }

  return {
    flush,
    sync,
    async settle() {
      // Only where it is missing: creating it again would start its half hour anew each time.
      if ((await alarms.get(SYNC_ALARM)) === undefined) alarms.create(SYNC_ALARM, { periodInMinutes: SYNC_EVERY_MINUTES });
      await settle();
    },
  };
}
