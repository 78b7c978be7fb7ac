import { signal, type ReadonlySignal } from '@preact/signals';
import type { NumberedEvent } from '../../../contract/index.ts';
import type { Api } from '../../api/client.ts';
import { ProblemError, SignedOut, TryLater } from '../../api/errors.ts';

export type EventsState =
  | { step: 'idle' }
  /** `share` from 0 to 1 of all there are. */
  | { step: 'reading'; share: number }
  | { step: 'failed' }
  | { step: 'here' };

export interface EventStore {
  state: ReadonlySignal<EventsState>;
  /** All that were read, in order. */
  events: ReadonlySignal<readonly NumberedEvent[]>;
  /** Reads what came since; a reading that was broken off goes on where it stopped. */
  read: () => Promise<void>;
  cancel: () => void;
}

const PAGE = 1_000;

/** Every event of the owner, fetched when somebody wants to look, kept as long as this page. */
export function createEventStore(api: Pick<Api, 'call'>): EventStore {
  const state = signal<EventsState>({ step: 'idle' });
  const events = signal<readonly NumberedEvent[]>([]);
  let running: AbortController | null = null;

  async function read(): Promise<void> {
    if (running) return;
    const controller = new AbortController();
    running = controller;
    const all = [...events.value];
    state.value = { step: 'reading', share: 0 };
    try {
      for (;;) {
        const after = all.at(-1)?.changeNumber ?? 0;
        const query = { after: String(after), limit: String(PAGE) };
        const page = await api.call('listAllEvents', { query, signal: controller.signal });
        all.push(...page.events);
        const reached = all.at(-1)?.changeNumber ?? page.changeNumber;
        state.value = { step: 'reading', share: page.changeNumber === 0 ? 1 : reached / page.changeNumber };
        if (!page.more || page.events.length === 0) break;
      }
      state.value = { step: 'here' };
    } catch (error) {
      if (!controller.signal.aborted && !(error instanceof TryLater || error instanceof ProblemError || error instanceof SignedOut))
        throw error;
      state.value = controller.signal.aborted ? { step: 'idle' } : { step: 'failed' };
    } finally {
      running = null;
      events.value = all;
    }
  }

  return { state, events, read, cancel: () => running?.abort(new DOMException('cancelled', 'AbortError')) };
}
