import type { LaterReason, TryLater } from '../api/errors.ts';
import type { Pause } from './outbox.ts';

/**
 * How much waiting is cut short: not at all · after a minute's rest at least, as after a save · where it waits for a connection, which is
 * back · whatever it waits for, as when the person asks.
 */
export type Hurry = 'no' | 'rested' | 'online' | 'now';

export const MINUTE_MS = 60_000;
const LONGEST_MS = 8 * 60 * MINUTE_MS;

/** A minute, doubled with every attempt up to eight hours, and up to a fifth more by chance so that devices don't come back in step. */
export function backoffMs(attempts: number, random: number): number {
  return Math.min(MINUTE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_MS) * (1 + random / 5);
}

/** How long a server is left alone after it, or the way there, failed; `before` is the rest that this failure ended. */
export function pauseAfter(error: TryLater, before: Pause | null, now: number, random: number): Pause {
  const failures = (before?.failures ?? 0) + 1;
  const until = now + Math.max(error.retryAfterMs ?? 0, backoffMs(failures, random));
  return { reason: error.reason, since: now, until, failures, asked: error.retryAfterMs !== null };
}

/** Reasons that may lie in one body (a 500, an upload too slow, an answer we can't read): that entry, or edit, waits by itself and goes last. */
export const MAY_BE_THE_ENTRY: ReadonlySet<LaterReason> = new Set(['server', 'timeout', 'strange_reply']);

/** So many of those in a row are no longer about what is sent. */
export const FAILURES_IN_A_ROW = 2;

/** A span that began in the future was made while the clock was wrong, and binds nobody. */
export function isWithin(since: number | null, until: number | null, now: number): boolean {
  return until !== null && now < until && (since ?? now) <= now;
}
