import { describe, expect, it } from 'vitest';
import { TryLater } from '../../api/errors.ts';
import { createToasts } from '../../ui/toasts.ts';
import { createUndo } from '../undo.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createListStore } from './list-store.ts';
import { createTrash } from './trash.ts';

function setUp(fails: (name: string, id: string) => boolean = () => false) {
  const rows = [buildApplication(), buildApplication(), buildApplication()];
  const list = createListStore();
  list.replaceAll(rows);
  const calls: string[] = [];
  const toasts = createToasts();
  const call = async (name: string, { params: { id } }: { params: { id: string } }) => {
    calls.push(`${name} ${rows.findIndex((row) => row.id === id)}`);
    if (fails(name, id)) throw new TryLater('offline');
    return rows.find((row) => row.id === id);
  };
  const trash = createTrash({
    api: { call: call as never },
    library: { put: async () => {} },
    list,
    toasts,
    undo: createUndo(toasts),
    now: () => 0,
  });
  return { rows, list, calls, toasts, trash };
}

describe('deleting', () => {
  it('takes it off the list at once, tells the server, and offers to undo it', async () => {
    const { rows, list, calls, toasts, trash } = setUp();
    const done = trash.remove([rows[0]!]);
    expect(list.visible.value).toHaveLength(2);
    expect(toasts.shown.value[0]?.action?.label).toBe('Undo');
    await done;
    expect(calls).toEqual(['deleteApplication 0']);
  });

  it('is undone after the server has heard of it, never before', async () => {
    const { rows, list, calls, toasts, trash } = setUp();
    const done = trash.remove(rows.slice(0, 2));
    toasts.shown.value[0]?.action?.run();
    await done;
    await expect.poll(() => calls).toEqual(['deleteApplication 0', 'deleteApplication 1', 'restoreApplication 0', 'restoreApplication 1']);
    expect(list.visible.value).toHaveLength(3);
  });

  it('puts back what the server could not be told', async () => {
    const { rows, list, toasts, trash } = setUp((_name, id) => id === rows[1]!.id);
    await trash.remove(rows);
    expect(list.visible.value.map(({ id }) => id)).toEqual([rows[1]!.id]);
    expect(toasts.shown.value.at(-1)?.message).toContain('1 application was not deleted');
  });

  it('says so where the undo fails, and offers it again', async () => {
    const { rows, list, toasts, trash } = setUp((name) => name === 'restoreApplication');
    await trash.remove([rows[0]!]);
    toasts.shown.value[0]?.action?.run();
    await expect.poll(() => toasts.shown.value.at(-1)?.action?.label).toBe('Retry');
    expect(list.visible.value).toHaveLength(2);
  });
});
