import { useEffect, useState } from 'preact/hooks';
import type { Duplicates as Found } from '../../../contract/index.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { text, textCount } from '../../texts/text.ts';
import { stageWord } from '../../texts/words.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { writeRoute } from '../route.ts';

/** Who walks through the list with j and k does not ask for each. */
const REST_MS = 400;

/** A company that writes the same text under every posting has many. */
const SHOWN = 3;

/** Other applications that may be about the same posting; a hint that is simply not there where nobody can be asked. */
export function DuplicatesHint({ id }: { id: string }) {
  const { services } = useDashboard();
  const { api, list } = useWorkspace();
  const [found, setFound] = useState<Found['items']>([]);
  const [all, setAll] = useState(false);
  const online = services.online.value;
  useEffect(() => {
    setAll(false);
    if (!online) return;
    const controller = new AbortController();
    const ask = async () => {
      try {
        const { items } = await api.call('findDuplicates', { params: { id }, signal: controller.signal });
        setFound(items);
      } catch (error) {
        if (controller.signal.aborted) return;
        if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      }
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [id, api, online]);
  const known = found.filter((other) => list.find(other.id) !== undefined);
  if (known.length === 0) return null;
  return (
    <ul class="duplicates" aria-label={text('duplicates')}>
      {(all ? known : known.slice(0, SHOWN)).map(({ id: other, title, company, stage, reason }) => (
        <li key={other}>
          {text(`duplicate_${reason}`)}{' '}
          <a href={writeRoute({ view: 'list', stage: 'all', application: other })}>{[title, company].filter(Boolean).join(' · ')}</a>{' '}
          <span class="soft">{stageWord(stage)}</span>
        </li>
      ))}
      {!all && known.length > SHOWN && (
        <li>
          <button type="button" class="button" data-kind="quiet" onClick={() => setAll(true)}>
            {textCount('moreThere', known.length - SHOWN)}
          </button>
        </li>
      )}
    </ul>
  );
}
