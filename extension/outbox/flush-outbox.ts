import type { Api } from '../api/client.ts';
import { type LaterReason, ProblemError, SignedOut, TryLater } from '../api/errors.ts';
import { oneAtATime } from '../api/one-at-a-time.ts';
import type { Owner } from '../api/owner.ts';
import type { Library } from '../library/library.ts';
import { backoffMs, FAILURES_IN_A_ROW, type Hurry, isWithin, MAY_BE_THE_ENTRY, MINUTE_MS, pauseAfter } from './backoff.ts';
import type { Outbox, OutboxEntry, Pause } from './outbox.ts';

export interface Flush {
  outbox: Outbox;
  library: Pick<Library, 'put'>;
  /** Bound to `owner` (`createApi` with `userId`), so that nothing is sent as somebody else. */
  api: Pick<Api, 'call'>;
  owner: Owner;
  hurry?: Hurry;
  now?: () => number;
  random?: () => number;
}

export interface FlushReport {
  sent: number;
  parked: number;
  /** Why it ended before the last entry; `null` where everything was tried. */
  stopped: LaterReason | 'signed_out' | null;
}

function rests(pause: Pause | null, hurry: Hurry, now: number): pause is Pause {
  if (pause === null || hurry === 'now' || !isWithin(pause.since, pause.until, now)) return false;
  if (hurry === 'online') return pause.reason !== 'offline';
  return hurry === 'no' || pause.asked || now - pause.since < MINUTE_MS;
}

/** Oldest first, but what may be in trouble of its own after everything else, so that it holds up nobody. */
function inSendingOrder(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const troubled = ({ lastError }: OutboxEntry) => Number(lastError !== null && MAY_BE_THE_ENTRY.has(lastError));
  return entries.toSorted((one, other) => troubled(one) - troubled(other));
}

/**
 * Sends what waits, oldest first. Accepted: into the library and out of the outbox. Refused: parked, and the rest go on. Later: it stops
 * there. Every line may be repeated, and one flush runs at a time in the whole extension. A bug is thrown, after which all is still here.
 */
export async function flushOutbox(flush: Flush): Promise<FlushReport> {
  const { outbox, library, api, owner, hurry = 'no', now = Date.now, random = Math.random } = flush;
  const report: FlushReport = { sent: 0, parked: 0, stopped: null };
  const libraryTroubles: unknown[] = [];

  async function withdraw(id: string): Promise<void> {
    try {
      await library.put(await api.call('deleteApplication', { params: { id } }));
    } catch (error) {
      // Refused means that there is nothing to take back.
      if (!(error instanceof ProblemError)) throw error;
    }
    await outbox.remove(id);
  }

  async function send(entry: OutboxEntry): Promise<void> {
    if (entry.state === 'withdrawn') return await withdraw(entry.id);
    const application = await api.call('saveApplication', { params: { id: entry.id }, body: entry.body });
    // First, so that "already saved" never forgets it; but a library that can't be written must not keep things from being sent.
    await library.put(application).catch((error: unknown) => libraryTroubles.push(error));
    report.sent += 1;
    if (!(await outbox.accept(entry.id))) await withdraw(entry.id);
  }

  async function stop(error: TryLater, pause: Pause | null): Promise<void> {
    await outbox.setPause(owner.server, pauseAfter(error, pause, now(), random()));
    report.stopped = error.reason;
  }

  async function sendAll(): Promise<void> {
    await outbox.claim(owner);
    let pause = await outbox.pause(owner.server);
    if (rests(pause, hurry, now())) {
      report.stopped = pause.reason;
      return;
    }
    let failuresInARow = 0;
    const answered = async () => {
      failuresInARow = 0;
      if (pause) await outbox.setPause(owner.server, null);
      pause = null;
    };
    for (const waiting of inSendingOrder(await outbox.oldestFirst(owner))) {
      if (hurry !== 'now' && isWithin(waiting.lastAttemptAt, waiting.notBefore, now())) continue;
      const entry = await outbox.begin(waiting.id, now());
      if (!entry) continue;
      try {
        await send(entry);
        await answered();
      } catch (error) {
        if (error instanceof SignedOut) {
          report.stopped = 'signed_out';
          return;
        }
        if (error instanceof ProblemError) {
          await outbox.park(entry.id, error.problem);
          await answered();
          report.parked += 1;
          continue;
        }
        if (!(error instanceof TryLater)) throw error;
        const mayBeTheEntry = MAY_BE_THE_ENTRY.has(error.reason);
        const notBefore = mayBeTheEntry ? now() + Math.max(error.retryAfterMs ?? 0, backoffMs(entry.attempts, random())) : null;
        await outbox.postpone(entry.id, error.reason, notBefore);
        failuresInARow += 1;
        if (!mayBeTheEntry || failuresInARow >= FAILURES_IN_A_ROW) return await stop(error, pause);
      }
    }
  }

  await oneAtATime('jackdaw-flush', sendAll);
  if (libraryTroubles.length > 0) throw new AggregateError(libraryTroubles, 'sent, but this device could not keep its copy');
  return report;
}

/** When the next flush has something to do, in milliseconds since the epoch; `null` where nothing waits. */
export function nextFlushAt(entries: readonly OutboxEntry[], pause: Pause | null, now: number): number | null {
  const times = entries.filter(({ state }) => state !== 'parked').map(({ notBefore }) => notBefore ?? now);
  return times.length === 0 ? null : Math.max(now, pause?.until ?? now, Math.min(...times));
}
