import { useEffect, useState } from 'preact/hooks';
import type { Duplicates as Found } from '../../../contract/index.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { text } from '../../texts/text.ts';
import { stageWord } from '../../texts/words.ts';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { writeRoute } from '../route.ts';

/** Who walks through the list with j and k does not ask for each. */
const REST_MS = 400;

/** Other applications that may be about the same posting; a hint that is simply not there where nobody can be asked. */
export function DuplicatesHint({ id }: { id: string }) {
  const { services } = useDashboard();
  const { api, list } = useWorkspace();
  const [found, setFound] = useState<Found['items']>([]);
  const online = services.online.value;
  useEffect(() => {
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
      {known.map(({ id: other, title, company, stage, reason }) => (
        <li key={other}>
          {text(`duplicate_${reason}`)}{' '}
          <a href={writeRoute({ view: 'list', stage: 'all', application: other })}>{[title, company].filter(Boolean).join(' · ')}</a>{' '}
          <span class="soft">{stageWord(stage)}</span>
        </li>
      ))}
    </ul>
  );
}
