import { formatDay, formatInstant } from '../texts/format.ts';
import { text, textCount } from '../texts/text.ts';
import { outcomeWord, stageWord } from '../texts/words.ts';
import type { Popup } from './popup.ts';

/** "You and Ørsted: Applied 3 May": only where there is something to say. */
export function CompanyHistory({ popup, company }: { popup: Popup; company: string }) {
  const [latest, ...others] = popup.history.value;
  if (!latest) return null;
  const now = Date.now();
  const word = latest.outcome ? outcomeWord(latest.outcome) : stageWord(latest.stage);
  const day = latest.appliedOn ? formatDay(latest.appliedOn, now, true) : formatInstant(latest.createdAt, now, true);
  return (
    <p class="history">
      <span>{text('companyHistory', { company, word, day })}</span>
      <span class="soft ellipsis">{latest.posting.title}</span>
      {others.length > 0 && <span class="soft">{textCount('moreThere', others.length)}</span>}
    </p>
  );
}
