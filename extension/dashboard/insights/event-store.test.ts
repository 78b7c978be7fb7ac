import { describe, expect, it } from 'vitest';
import { TryLater } from '../../api/errors.ts';
import { createEventStore } from './event-store.ts';

type Ask = { query: { after: string }; signal: AbortSignal };
const event = (changeNumber: number) => ({ id: `e${changeNumber}`, changeNumber });
/** A server with five events that gives two at a time. */
const page = (after: number) => {
  const events = [1, 2, 3, 4, 5].filter((number) => number > after).slice(0, 2);
  return { events: events.map(event), changeNumber: 5, more: (events.at(-1) ?? 5) < 5 };
};
const numbers = (store: ReturnType<typeof createEventStore>) => store.events.value.map(({ changeNumber }) => changeNumber);

describe('reading the events', () => {
  it('goes page by page to the last, and later only asks what came since', async () => {
    const asked: number[] = [];
    const call = async (_name: string, { query }: Ask) => {
      asked.push(Number(query.after));
      return page(Number(query.after));
    };
    const store = createEventStore({ call: call as never });
    await store.read();
    expect(numbers(store)).toEqual([1, 2, 3, 4, 5]);
    await store.read();
    expect(asked).toEqual([0, 2, 4, 5]);
    expect(store.state.value).toEqual({ step: 'here' });
  });

  it('that breaks off keeps what came, says so, and goes on from there', async () => {
    let broken = true;
    const call = async (_name: string, { query }: Ask) => {
      if (query.after === '2' && broken) throw new TryLater('offline');
      return page(Number(query.after));
    };
    const store = createEventStore({ call: call as never });
    await store.read();
    expect(store.state.value).toEqual({ step: 'failed' });
    broken = false;
    await store.read();
    expect(numbers(store)).toEqual([1, 2, 3, 4, 5]);
  });

  it('can be cancelled', async () => {
    const call = (_name: string, { signal }: Ask) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    const store = createEventStore({ call: call as never });
    const reading = store.read();
    store.cancel();
    await reading;
    expect(store.state.value).toEqual({ step: 'idle' });
  });
});
