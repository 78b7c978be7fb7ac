import { Undo2 } from 'lucide';
import type { Event } from '../../../contract/index.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';
import { formatExact, formatInstant } from '../../texts/format.ts';
import { text } from '../../texts/text.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/progress.tsx';
import { useDashboard, useWorkspace } from '../dashboard.ts';
import { fieldWord } from '../../texts/field-word.ts';
import { showValue } from './show-value.ts';
import { useFetched } from '../asking/use-fetched.ts';

/** Fields whose whole text would drown the line. */
const LONG = new Set(['notes', 'posting.description']);

/** Events that changed something there was before; what made the application itself can only be deleted. */
const UNDOABLE = new Set<Event['kind']>(['edited', 'stage_changed', 'noted', 'undone']);

/** What happened to an application, newest first, as the server remembers it; each change can be taken back. Asked for when looked at. */
export function History({ id, changeNumber }: { id: string; changeNumber: number }) {
  const { services, toasts } = useDashboard();
  const { api, library, list, edits } = useWorkspace();
  const { state, retry } = useFetched((signal) => api.call('listEvents', { params: { id }, signal }), [id, changeNumber, api]);

  async function takeBack(event: Event): Promise<void> {
    try {
      const application = await api.call('undoEvent', { params: { id }, body: { eventId: event.id } });
      await library.put(application);
      list.put([edits.overlay(application)]);
      toasts.show({ message: text('undone', { step: text(`event_${event.kind}`) }) });
    } catch (error) {
      if (!(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut)) throw error;
      const changedSince = error instanceof ProblemError && error.problem.code === 'conflict';
      toasts.show({ message: text(changedSince ? 'undoConflict' : 'undoFailed') }, 8_000);
    }
  }

  if (state.step === 'loading') return <Spinner label={text('loading')} />;
  if (state.step === 'failed') {
    return (
      <p class="soft">
        {text('historyFailed')} <Button onClick={retry}>{text('retry')}</Button>
      </p>
    );
  }
  const now = services.now();
  return (
    <ol class="history">
      {state.value.items.toReversed().map((event) => (
        <li key={event.id}>
          <div class="history-head">
            <span>{text(`event_${event.kind}`)}</span>
            <time class="soft tabular" dateTime={event.at} title={formatExact(event.at)}>
              {formatInstant(event.at, now)}
            </time>
          </div>
          <ChangedFields event={event} now={now} />
          <div class="history-foot">
            {event.by !== '' && <small class="soft">{event.by}</small>}
            {UNDOABLE.has(event.kind) && (
              <Button kind="quiet" icon={Undo2} onClick={() => void takeBack(event)}>
                {text('takeBack')}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function ChangedFields({ event, now }: { event: Event; now: number }) {
  const fields = Object.keys(event.after).filter((field) => event.kind !== 'saved' && event.kind !== 'imported' && field in event.before);
  return (
    <>
      {fields.map((field) => (
        <div class="history-change" key={field}>
          <span class="soft">{fieldWord(field)}</span>{' '}
          {LONG.has(field)
            ? text('changed')
            : `${showValue(field, event.before[field], now)} → ${showValue(field, event.after[field], now)}`}
        </div>
      ))}
    </>
  );
}
