import { beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../contract/index.ts';
import { createToasts } from '../../ui/toasts.ts';
import { createFakeDatabases } from '../../testing/fake-databases.ts';
import { buildServices, OWNER } from '../testing/build-services.ts';
import { entryReason } from './entry-reason.ts';
import { createUnsentStore } from './unsent-store.ts';

beforeEach(createFakeDatabases);
const bodyOf = (title: string) => ({ posting: { title, company: 'C', url: 'https://example.org/' }, notes: 'mine' });
const refusal = (more: Partial<Problem> = {}): Problem => ({
  type: 'about:blank',
  title: 'Some fields are not valid',
  status: 422,
  code: 'invalid_input',
  ...more,
});

async function setUp() {
  const built = buildServices(async () => {});
  const toasts = createToasts();
  const store = createUnsentStore(built.services, OWNER, toasts);
  return { ...built, toasts, store, outbox: built.services.outbox };
}

describe('what is not sent', () => {
  it('shows what is mine and nobody’s, and of others only how many', async () => {
    const { store, outbox } = await setUp();
    await outbox.add(OWNER, bodyOf('mine'));
    await outbox.add(null, bodyOf('nobody’s'));
    await outbox.add({ ...OWNER, userId: 'other' }, bodyOf('theirs'));
    await store.refresh();
    expect(store.entries.value.map(({ body }) => body.posting.title)).toEqual(['mine', 'nobody’s']);
    expect(store.ofOthers.value).toBe(1);
  });

  it('can be taken back, and the taking back undone with nothing lost', async () => {
    const { store, outbox, toasts } = await setUp();
    await outbox.add(OWNER, bodyOf('a'));
    await store.refresh();
    await store.remove(store.entries.value[0]!);
    expect(store.entries.value).toEqual([]);
    toasts.shown.value[0]?.action?.run();
    await expect.poll(() => store.entries.value.length).toBe(1);
    expect(store.entries.value[0]?.body).toEqual(bodyOf('a'));
  });

  it('waits again when retried after a refusal', async () => {
    const { store, outbox } = await setUp();
    const entry = await outbox.add(OWNER, bodyOf('a'));
    await outbox.park(entry.id, refusal());
    await store.refresh();
    expect(store.entries.value[0]?.state).toBe('parked');
    await store.retry(store.entries.value[0]!);
    expect(store.entries.value[0]?.state).toBe('waiting');
  });

  it('is not changed here once it may be on the server', async () => {
    const { store, outbox } = await setUp();
    const entry = await outbox.add(OWNER, bodyOf('a'));
    await outbox.begin(entry.id, 1);
    expect(await store.edit(entry, bodyOf('b'))).toBe(false);
    expect(store.entries.value[0]?.body.posting.title).toBe('a');
  });

  it('is all in one file for who leaves, changes with what a page said too', async () => {
    const { store, services, files } = await setUp();
    const snapshot = { text: 'You will mend nets.', capturedAt: '2026-11-22T12:00:00.000Z' };
    await services.edits.add(OWNER, [{ id: 'x', basedOn: 4, changes: { notes: 'mine' }, snapshot }]);
    await store.downloadAll();
    const edits = [{ id: 'x', basedOn: 4, changes: { notes: 'mine' }, snapshot }];
    expect(JSON.parse(await files[0]!.content.text())).toEqual({ unsent: [], edits });
  });

  it('can be downloaded as it will be sent', async () => {
    const { store, outbox, files } = await setUp();
    const entry = await outbox.add(OWNER, bodyOf('a'));
    await store.refresh();
    store.download(store.entries.value);
    expect(files[0]?.name).toBe('jackdaw-unsent-2026-11-22.json');
    const written: unknown = JSON.parse(await files[0]!.content.text());
    expect(written).toEqual({ unsent: [{ id: entry.id, savedAt: entry.savedAt, ...bodyOf('a') }] });
  });
});

describe('a reason in words', () => {
  it('says of a save before any sign-in what it waits for', async () => {
    const { outbox } = await setUp();
    expect(entryReason(await outbox.add(null, bodyOf('a')))).toBe('Waits until somebody signs in.');
  });
});
