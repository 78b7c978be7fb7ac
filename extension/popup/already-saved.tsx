import { Bookmark } from 'lucide';
import { formatExact, formatInstant } from '../texts/format.ts';
import { savedWords } from '../texts/saved-words.ts';
import { text } from '../texts/text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import type { Existing } from '../library/find-existing.ts';
import { ChangesSince } from './changes-since.tsx';
import type { Popup } from './popup.ts';

/** So long after a save it may be taken back here, as when a key or the menu made it; later it is deleted in the list, in sight. */
const UNDO_FOR_MS = 10 * 60_000;

/** Says that this very posting is there already, since when and in which stage. */
export function AlreadySaved({ popup, existing, onOpen }: { popup: Popup; existing: Existing; onOpen: () => void }) {
  const { savedAt, stage, waiting } = existing;
  const now = Date.now();
  const changes = popup.recapture.value?.changes.value ?? [];
  const about = [
    stage === 'saved' ? formatInstant(savedAt, now, true) : savedWords(existing, now),
    ...(waiting ? [text('notSentYet')] : []),
  ];
  const fresh = now - Date.parse(savedAt) < UNDO_FOR_MS;
  return (
    <div class="existing" title={formatExact(savedAt)}>
      <Banner
        icon={Bookmark}
        actions={
          <>
            {fresh && (
              <Button kind="quiet" busy={popup.busy.value} onClick={() => void popup.undo()}>
                {text('undo')}
              </Button>
            )}
            <Button onClick={onOpen}>{text('open')}</Button>
          </>
        }
      >
        {text('alreadySaved')} <span class="soft">{about.join(' · ')}</span>
      </Banner>
      <ChangesSince changes={changes} />
    </div>
  );
}
