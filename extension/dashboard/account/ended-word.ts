import type { ProblemCode } from '../../../contract/index.ts';
import { text } from '../../texts/text.ts';

/** That one is signed in no more: why where the server said it, what is safe, and what to do. */
export function endedWord(endedBy: ProblemCode | null): string {
  return text(endedBy === 'user_disabled' ? 'lockedEnded' : 'sessionEnded');
}
