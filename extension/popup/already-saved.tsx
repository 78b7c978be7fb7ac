import { Bookmark } from 'lucide';
import { formatExact, formatInstant } from '../texts/format.ts';
import { text } from '../texts/text.ts';
import { stageWord } from '../texts/words.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import type { Existing } from './popup.ts';

/** Says that this very posting is there already, since when and in which stage. */
export function AlreadySaved({ existing, onOpen }: { existing: Existing; onOpen: () => void }) {
  const { savedAt, stage, waiting } = existing;
  const about = [formatInstant(savedAt, Date.now()), stageWord(stage), ...(waiting ? [text('notSentYet')] : [])];
  return (
    <div class="existing" title={formatExact(savedAt)}>
      <Banner icon={Bookmark} actions={<Button onClick={onOpen}>{text('open')}</Button>}>
        {text('alreadySaved')} <span class="soft">{about.join(' · ')}</span>
      </Banner>
    </div>
  );
}
