import { isWithin, type Hurry } from '../outbox/backoff.ts';
import type { Pause } from '../outbox/outbox.ts';
import type { KeptEdit } from './edits.ts';

/** Neither in conflict nor refused: what is to be sent without asking anybody. */
const waits = ({ conflict, refused }: KeptEdit): boolean => conflict === null && refused === null;

/** What is to be sent now; what the server failed on goes last, so that it holds up nobody, and by itself only when its time has come. */
export function dueEdits(all: Iterable<KeptEdit>, hurry: Hurry, now: number): KeptEdit[] {
  const rests = ({ trouble }: KeptEdit) => hurry !== 'now' && !!trouble && isWithin(trouble.lastAttemptAt, trouble.notBefore, now);
  const due = [...all].filter((edit) => waits(edit) && !rests(edit));
  return due.toSorted((one, other) => (one.trouble?.notBefore ?? 0) - (other.trouble?.notBefore ?? 0));
}

/** When the next sending has something to do, in milliseconds since the epoch; `null` where nothing waits. */
export function nextEditsAt(all: readonly KeptEdit[], pause: Pause | null, now: number): number | null {
  const times = all.filter(waits).map(({ trouble }) => trouble?.notBefore ?? now);
  return times.length === 0 ? null : Math.max(now, pause?.until ?? now, Math.min(...times));
}
