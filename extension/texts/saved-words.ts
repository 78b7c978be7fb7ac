import type { Stage } from '../../contract/application.ts';
import { formatDay, formatInstant } from './format.ts';
import { text } from './text.ts';
import { stageWord } from './words.ts';

/** "Saved 1 May", "Applied 3 May", "Interviewing · Applied 3 May": what one wants to know of a posting met again. */
export function savedWords(
  { stage, savedAt, appliedOn }: { stage: Stage; savedAt: string; appliedOn: string | null },
  now: number,
): string {
  if (stage === 'saved') return text('savedOn', { day: formatInstant(savedAt, now, true) });
  if (appliedOn === null) return `${stageWord(stage)} · ${text('savedOn', { day: formatInstant(savedAt, now, true) })}`;
  const applied = text('appliedOnDay', { day: formatDay(appliedOn, now, true) });
  return stage === 'applied' ? applied : `${stageWord(stage)} · ${applied}`;
}
