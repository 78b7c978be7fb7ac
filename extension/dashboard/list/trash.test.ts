import { describe, expect, it } from 'vitest';
import type { Application } from '../../../contract/index.ts';
import { ProblemError, TryLater } from '../../api/errors.ts';
import { createToasts } from '../../ui/toasts.ts';
import { createUndo } from '../undo.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createListStore } from './list-store.ts';
import { createTrash } from './trash.ts';

type Body = { ids: string[]; action: 'delete' | 'restore' };

interface Page {
  list: ReturnType<typeof createListStore>;
  toasts: ReturnType<typeof createToasts>;
  call: (name: string, ask: never) => Promise<object>;
}

/** The trash of a page whose library knows nothing yet, and whose server answers as `call` does. */
const trashOf = ({ list, toasts, call }: Page) =>
  createTrash({
    api: { call: call as never },
    library: { get: async () => undefined, putAll: async () => {} },
    list,
    toasts,
    undo: createUndo(toasts),
    sync: async () => {},
    overlay: (row) => row,
    now: () => 0,
  });

function setUp(fails: (body: Body) => boolean = () => false, count = 3) {
  const rows = Array.from({ length: count }, () => buildApplication());
  const list = createListStore();
  list.replaceAll(rows);
  const calls: string[] = [];
  const toasts = createToasts();
  const call = async (_name: string, { body }: { body: Body }) => {
    calls.push(`${body.action} ${body.ids.map((id) => rows.findIndex((row) => row.id === id)).join(' ')}`);
    if (fails(body)) throw new TryLater('offline');
    return { items: rows.filter(({ id }) => body.ids.includes(id)), missing: [], conflicts: [], more: false };
  };
  const trash = trashOf({ list, toasts, call });
  return { rows, list, calls, toasts, trash };
}

describe('deleting', () => {
  it('takes it off the list at once, tells the server, and offers to undo it', async () => {
    const { rows, list, calls, toasts, trash } = setUp();
    const done = trash.remove([rows[0]!]);
    expect(list.visible.value).toHaveLength(2);
    expect(toasts.shown.value[0]?.action?.label).toBe('Undo');
    await done;
    expect(calls).toEqual(['delete 0']);
  });

  it('is undone after the server has heard of it, never before', async () => {
    const { rows, list, calls, toasts, trash } = setUp();
    const done = trash.remove(rows.slice(0, 2));
    toasts.shown.value[0]?.action?.run();
    await done;
    await expect.poll(() => calls).toEqual(['delete 0 1', 'restore 0 1']);
    expect(list.visible.value).toHaveLength(3);
  });

  it('puts back what the server could not be told', async () => {
    const { rows, list, toasts, trash } = setUp(({ ids }) => ids.length === 1, 501);
    await trash.remove(rows);
    expect(list.visible.value.map(({ id }) => id)).toEqual([rows[500]!.id]);
    expect(toasts.shown.value.at(-1)?.message).toContain('1 application was not deleted');
  });

  it('says so where the undo fails, and offers it again', async () => {
    const { rows, list, toasts, trash } = setUp(({ action }) => action === 'restore');
    await trash.remove([rows[0]!]);
    toasts.shown.value[0]?.action?.run();
    await expect.poll(() => toasts.shown.value.at(-1)?.action?.label).toBe('Retry');
    expect(list.visible.value).toHaveLength(2);
  });
});

describe('the trash', () => {
  it('holds what was deleted, the last first, and gives it back', async () => {
    const { rows, list, calls, trash } = setUp();
    list.put([{ ...rows[2]!, deletedAt: '1969-01-01T00:00:00Z' }]);
    await trash.remove([rows[0]!]);
    expect(list.trashed.value.map(({ id }) => id)).toEqual([rows[0]!.id, rows[2]!.id]);
    await trash.restore(list.trashed.value);
    expect(list.trashed.value).toEqual([]);
    expect(list.visible.value).toHaveLength(3);
    expect(calls).toEqual(['delete 0', 'restore 0 2']);
  });

  it('keeps what the server could not be told of', async () => {
    const { rows, list, trash } = setUp(({ action }) => action === 'restore');
    await trash.remove([rows[0]!]);
    await trash.restore(list.trashed.value);
    expect(list.trashed.value.map(({ id }) => id)).toEqual([rows[0]!.id]);
    expect(list.visible.value).toHaveLength(2);
  });

  it('takes back what was restored', async () => {
    const { rows, list, calls, toasts, trash } = setUp();
    await trash.remove(rows.slice(0, 2));
    void trash.restore(list.trashed.value);
    expect(toasts.shown.value.at(-1)?.message).toBe('Restored 2 applications');
    toasts.shown.value.at(-1)?.action?.run();
    await expect.poll(() => calls).toEqual(['delete 0 1', 'restore 0 1', 'delete 0 1']);
    expect(list.trashed.value).toHaveLength(2);
  });

  it('says how far it is with many, and leaves in what was not reached when it is cancelled', async () => {
    const { rows, list, toasts, trash } = setUp(({ action }) => {
      if (action === 'restore') trash.cancel();
      return false;
    }, 1_200);
    list.put(rows.map((row) => ({ ...row, deletedAt: '2026-11-01T00:00:00Z' })));
    const told: unknown[] = [];
    trash.restoring.subscribe((restoring) => told.push(restoring));
    await trash.restore(list.trashed.value);
    expect(told).toEqual([null, { done: 0, of: 1_200 }, null]);
    expect([list.visible.value.length, list.trashed.value.length]).toEqual([500, 700]);
    expect(toasts.shown.value.map(({ message }) => message)).toEqual(['Restored 500 applications']);
  });

  it('asks no further where nobody answers, and offers to try all of the rest again', async () => {
    let asked = 0;
    const { rows, list, calls, toasts, trash } = setUp(() => ++asked > 1, 1_200);
    list.put(rows.map((row) => ({ ...row, deletedAt: '2026-11-01T00:00:00Z' })));
    await trash.restore(list.trashed.value);
    expect(calls).toHaveLength(2);
    expect([list.visible.value.length, list.trashed.value.length]).toEqual([500, 700]);
    expect(toasts.shown.value[0]).toMatchObject({
      message: expect.stringContaining('700 applications are still'),
      action: { label: 'Retry' },
    });
  });

  it('is there as soon as the library has been read', () => {
    const { rows, list } = setUp();
    list.replaceAll([rows[0]!, { ...rows[1]!, deletedAt: '2026-11-01T00:00:00Z' }]);
    expect([list.visible.value.length, list.trashed.value.length]).toEqual([1, 1]);
  });
});

describe('what was changed elsewhere since the list showed it', () => {
  function onServer(change: (row: Application) => Application) {
    const rows = [buildApplication(), buildApplication()];
    const now = new Map(rows.map((row) => [row.id, row === rows[0] ? change({ ...row, changeNumber: 9_999 }) : row]));
    const list = createListStore();
    list.replaceAll(rows);
    const asked: object[] = [];
    const toasts = createToasts();
    const call = async (_name: string, { body }: { body: { ids: string[]; basedOn?: number[]; action: string } }) => {
      asked.push(body);
      const items = body.ids.map((id) => now.get(id)!);
      const conflicts = items.filter(({ changeNumber }, at) => changeNumber > (body.basedOn?.[at] ?? Infinity));
      const fields = [{ field: 'deletedAt', yours: '2026-11-22T12:00:00Z', theirs: null }];
      return { items, missing: [], conflicts: conflicts.map(({ id, changeNumber }) => ({ id, changeNumber, fields })), more: false };
    };
    const trash = trashOf({ list, toasts, call });
    return { rows, list, asked, toasts, trash };
  }

  it('comes back as it is now, is told, and is deleted when the person says so again', async () => {
    const { rows, list, asked, toasts, trash } = onServer((row) => ({ ...row, stage: 'offered' }));
    await trash.remove(rows);
    expect(list.visible.value.map(({ id, stage }) => [id, stage])).toEqual([[rows[0]!.id, 'offered']]);
    expect(toasts.shown.value.map(({ message, action }) => [message, action?.label])).toEqual([
      [`Deleted “${rows[1]!.posting.title}”`, 'Undo'],
      ['Changed elsewhere since you saw the list, and not deleted: 1 application.', 'Delete anyway'],
    ]);
    toasts.shown.value[1]?.action?.run();
    await expect.poll(() => list.visible.value).toEqual([]);
    expect(asked[1]).toEqual({ ids: [rows[0]!.id], basedOn: [9_999], action: 'delete' });
  });

  it('leaves nothing to undo where nothing was deleted', async () => {
    const { rows, toasts, trash } = onServer((row) => ({ ...row, notes: 'they called' }));
    await trash.remove(rows.slice(0, 1));
    expect(toasts.shown.value.map(({ action }) => action?.label)).toEqual(['Delete anyway']);
  });

  it('is deleted where it was changed here only, and the answer came late', async () => {
    const { rows, list, asked, toasts, trash } = onServer((row) => row);
    await trash.remove(rows);
    expect([list.visible.value, toasts.shown.value.map(({ action }) => action?.label)]).toEqual([[], ['Undo']]);
    expect(asked).toMatchObject([{ ids: rows.map(({ id }) => id) }, { ids: [rows[0]!.id], basedOn: [9_999] }]);
  });

  it('is deleted by a server of before, which can not tell', async () => {
    const rows = [buildApplication()];
    const list = createListStore();
    list.replaceAll(rows);
    const toasts = createToasts();
    const asked: object[] = [];
    const call = async (_name: string, { body }: { body: object }) => {
      asked.push(body);
      const errors = [{ path: 'basedOn', message: 'Invalid key' }];
      if ('basedOn' in body) throw new ProblemError({ type: 'about:blank', title: '', status: 422, code: 'invalid_input', errors });
      return { items: rows, missing: [], conflicts: [], more: false };
    };
    const trash = trashOf({ list, toasts, call });
    await trash.remove(rows);
    expect([asked.length, list.visible.value, toasts.shown.value.map(({ action }) => action?.label)]).toEqual([2, [], ['Undo']]);
  });
});
