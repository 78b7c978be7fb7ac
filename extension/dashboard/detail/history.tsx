import { useEffect, useState } from 'preact/hooks';
import type { Event } from '../../../contract/index.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { fieldWord } from '../unsent/reason.ts';
import { showValue } from './conflict-panel.tsx';

type Loading = { step: 'loading' } | { step: 'failed' } | { step: 'here'; events: readonly Event[] };

/** Fields whose whole text would drown the line. */
const LONG = new Set(['notes', 'posting.description']);

/** What happened to an application, newest first, as the server remembers it. Asked for when looked at. */
export function History({ id, changeNumber }: { id: string; changeNumber: number }) {
  const { services } = useDashboard();
  const { api } = useWorkspace();
  const [state, setState] = useState<Loading>({ step: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    api.call('listEvents', { params: { id }, signal: controller.signal }).then(
      ({ items }) => setState({ step: 'here', events: items.toReversed() }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ step: 'failed' });
        if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      },
    );
    return () => controller.abort();
  }, [id, changeNumber, attempt, api]);

  if (state.step === 'loading') return <Spinner label={text('loading')} />;
  if (state.step === 'failed') {
    return (
      <p class="soft">
        {text('historyFailed')} <Button onClick={() => setAttempt(attempt + 1)}>{text('retry')}</Button>
      </p>
    );
  }
  const now = services.now();
  return (
    <ol class="history">
      {state.events.map((event) => (
        <li key={event.id}>
          <div class="history-head">
            <span>{text(`event_${event.kind}`)}</span>
            <time class="soft tabular" dateTime={event.at} title={formatExact(event.at)}>
              {formatInstant(event.at, now)}
            </time>
          </div>
          <ChangedFields event={event} />
          {event.by !== '' && <small class="soft">{event.by}</small>}
        </li>
      ))}
    </ol>
  );
}

function ChangedFields({ event }: { event: Event }) {
  const fields = Object.keys(event.after).filter((field) => event.kind !== 'saved' && event.kind !== 'imported' && field in event.before);
  return (
    <>
      {fields.map((field) => (
        <div class="history-change" key={field}>
          <span class="soft">{fieldWord(field)}</span>{' '}
          {LONG.has(field) ? text('changed') : `${showValue(field, event.before[field])} → ${showValue(field, event.after[field])}`}
        </div>
      ))}
    </>
  );
}
