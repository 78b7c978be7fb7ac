import type { OutboxEntry } from '../../outbox/outbox.ts';
import { reasonWord, refusalWord } from '../../texts/problem-words.ts';
import { text } from '../../texts/text.ts';

/** Why an entry is still here. */
export function entryReason(entry: OutboxEntry): string {
  if (entry.state === 'parked' && entry.problem) return refusalWord(entry.problem);
  if (entry.owner === null) return text('waitsForSignIn');
  return entry.lastError === null ? text('waitsForTurn') : text('waitsBecause', { reason: reasonWord(entry.lastError) });
}
