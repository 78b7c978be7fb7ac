import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TryLater } from '../../api/errors.ts';
import { buildServices, OWNER } from '../testing/build-services.ts';
import { countBytes } from './count-bytes.ts';
import { createExportStore } from './export-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an export', () => {
  it('is saved whole, under the day’s name', async () => {
    const { services, files } = buildServices(async () => new Blob(['id,title\r\n']));
    const store = createExportStore(services, OWNER);
    expect(await store.start()).toBe(10);
    expect(files.map(({ name }) => name)).toEqual(['jackdaw-2026-11-22.csv']);
    expect(store.state.value).toEqual({ step: 'idle' });
  });

  it('is of what was asked for, in either format', async () => {
    const asked: unknown[] = [];
    const id = '01990000-0000-7000-8000-000000000002';
    const { services, files } = buildServices(async (name, { query }: { query?: unknown }) => {
      asked.push([name, query]);
      return new Blob([`id,title\r\n01990000-0000-7000-8000-000000000001,No\r\n${id},Yes\r\n`]);
    });
    const store = createExportStore(services, OWNER);
    await store.start({ format: 'csv', columns: ['title'], only: new Set([id]) });
    await store.start({ format: 'csv', columns: ['title'], only: null });
    await store.start({ format: 'json' });
    expect(asked).toEqual([
      ['exportCsv', { columns: 'id,title' }],
      ['exportCsv', { columns: 'title' }],
      ['exportJson', undefined],
    ]);
    expect(await files[0]?.content.text()).toBe('title\r\nYes\r\n');
    expect(files.map(({ name }) => name)).toEqual(['jackdaw-2026-11-22.csv', 'jackdaw-2026-11-22.csv', 'jackdaw-2026-11-22.json']);
  });

  it('that breaks off is never offered, and says why', async () => {
    const { services, files } = buildServices(async () => Promise.reject(new TryLater('offline')));
    const store = createExportStore(services, OWNER);
    expect(await store.start()).toBeNull();
    expect(files).toEqual([]);
    expect(store.state.value).toEqual({ step: 'failed', reason: 'offline' });
  });

  it('shows that it is under way only after a second, and can be cancelled', async () => {
    const { services, files } = buildServices(
      (_name, { signal }: { signal: AbortSignal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    );
    const store = createExportStore(services, OWNER);
    const done = store.start();
    vi.advanceTimersByTime(999);
    expect(store.state.value).toMatchObject({ step: 'running', slow: false });
    vi.advanceTimersByTime(1);
    expect(store.state.value).toMatchObject({ step: 'running', slow: true });
    expect(await store.start()).toBeNull();
    store.cancel();
    expect(await done).toBeNull();
    expect(store.state.value).toEqual({ step: 'idle' });
    expect(files).toEqual([]);
  });
});

describe('counting the bytes of a reply', () => {
  it('changes nothing of it', async () => {
    const heard: number[] = [];
    const fetch = countBytes(
      async () => new Response('hello', { status: 200, headers: { 'content-type': 'text/csv' } }),
      (bytes) => heard.push(bytes),
    );
    const response = await fetch('https://example.org/');
    expect(await response.text()).toBe('hello');
    expect(response.headers.get('content-type')).toBe('text/csv');
    expect(heard.at(-1)).toBe(5);
  });

  it('lets a cut stream stay cut', async () => {
    const cut = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('id,ti'));
        controller.error(new TypeError('network error'));
      },
    });
    const fetch = countBytes(
      async () => new Response(cut),
      () => {},
    );
    const response = await fetch('https://example.org/');
    await expect(response.text()).rejects.toThrow('network error');
  });

  it('leaves a refusal alone', async () => {
    const refusal = new Response('{}', { status: 401 });
    expect(
      await countBytes(
        async () => refusal,
        () => {},
      )('https://example.org/'),
    ).toBe(refusal);
  });
});
