import { beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../contract/index.ts';
import { TryLater } from '../api/errors.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { createToasts } from '../ui/toasts.ts';
import { createActions } from './actions.ts';
import { createUndo } from './undo.ts';
import { openList } from './testing/open-list.ts';

beforeEach(createFakeDatabases);

async function open(rows: readonly Application[]) {
  const { server, list, edits, shown } = await openList(rows);
  const toasts = createToasts();
  const undo = createUndo(toasts);
  return {
    server,
    edits,
    toasts,
    undo,
    actions: createActions({ edits, list, undo, now: Date.now }),
    shown,
    stages: () => rows.map(({ id }) => server.applications.get(id)?.stage),
    messages: () => toasts.shown.value.map(({ message }) => message),
  };
}
const three = () => [buildApplication(), buildApplication(), buildApplication()];

describe('what is done to many on a list that is not up to date', () => {
  it('leaves to the person what another device did otherwise, says of how many, and asks once', async () => {
    const rows = three();
    const page = await open(rows);
    page.server.change(rows[1]!.id, { stage: 'offered' });
    await page.actions.setStage(page.shown(), 'screening');
    expect(page.stages()).toEqual(['screening', 'offered', 'screening']);
    expect(page.messages()).toEqual(['Changed: 2 applications. Changed elsewhere too, and left to your decision: 1 application.']);
    expect([...page.edits.conflicts.value].map(([id, { fields }]) => [id, fields])).toEqual([
      [rows[1]!.id, [{ field: 'stage', yours: 'screening', theirs: 'offered' }]],
    ]);
    expect(page.server.asked.map(({ name }) => name)).toEqual(['bulkEdit']);
    await page.edits.resolve(rows[1]!.id, new Set(['stage']));
    expect([page.stages()[1], page.edits.conflicts.value.size, page.edits.unsent.value.size]).toEqual(['screening', 0, 0]);
  });

  it('is taken back whole: to the values before, and where it waits for a decision out of it', async () => {
    const rows = three();
    const page = await open(rows);
    page.server.change(rows[1]!.id, { stage: 'offered' });
    await page.actions.setStage(page.shown(), 'screening');
    page.toasts.shown.value[0]?.action?.run();
    await expect.poll(page.stages).toEqual(['saved', 'offered', 'saved']);
    await expect.poll(() => page.edits.unsent.value.size).toBe(0);
    expect([page.edits.conflicts.value.size, page.shown()[1]?.stage, page.messages()]).toEqual([0, 'offered', []]);
  });

  it('keeps what waited before when that is taken back', async () => {
    const rows = three();
    const page = await open(rows);
    page.server.failing = () => {
      throw new TryLater('offline');
    };
    await page.edits.edit(rows[1]!.id, { notes: 'mine' });
    page.server.failing = () => undefined;
    page.server.change(rows[1]!.id, { stage: 'offered' });
    await page.actions.setStage(page.shown(), 'screening');
    expect(page.edits.conflicts.value.size).toBe(1);
    page.undo.last();
    await expect.poll(() => page.server.applications.get(rows[1]!.id)).toMatchObject({ stage: 'offered', notes: 'mine' });
    await expect.poll(() => page.edits.unsent.value.size).toBe(0);
  });

  it('adds a tag to those that came meanwhile', async () => {
    const rows = three();
    const page = await open(rows);
    page.server.change(rows[0]!.id, { tags: ['theirs'] });
    await page.actions.addTags(page.shown(), ['mine']);
    expect([...page.server.applications.values()].map(({ tags }) => tags)).toEqual([['theirs', 'mine'], ['mine'], ['mine']]);
    expect(page.messages()).toEqual(['3 applications: tagged with mine']);
  });

  it('shows no value as decided that nobody was shown', async () => {
    const rows = three();
    const page = await open(rows);
    page.server.change(rows[1]!.id, { stage: 'offered', priority: 3 });
    await page.actions.setStage(page.shown(), 'screening');
    await page.edits.edit(rows[1]!.id, { priority: 1 });
    await page.edits.resolve(rows[1]!.id, new Set(['stage']));
    expect(page.edits.conflicts.value.get(rows[1]!.id)?.fields).toEqual([{ field: 'priority', yours: 1, theirs: 3 }]);
    await page.edits.resolve(rows[1]!.id, new Set());
    expect(page.server.applications.get(rows[1]!.id)).toMatchObject({ stage: 'screening', priority: 3 });
  });
});

describe('an edit on which the server fails', () => {
  async function failing() {
    const rows = three();
    const page = await open(rows);
    page.server.failing = (_name, id) => {
      if (id === rows[0]!.id) throw new TryLater('server');
    };
    await page.edits.edit(rows[0]!.id, { notes: 'mine' });
    return { ...page, rows };
  }

  it('is told with its reason, stays on the screen, and holds up no other', async () => {
    const { rows, edits, server, shown } = await failing();
    expect([edits.troubles.value.get(rows[0]!.id)?.reason, edits.stopped.value, shown()[0]?.notes]).toEqual(['server', null, 'mine']);
    await edits.edit(rows[1]!.id, { notes: 'theirs' });
    await edits.retry();
    expect([server.applications.get(rows[1]!.id)?.notes, [...edits.unsent.value]]).toEqual(['theirs', [rows[0]!.id]]);
    // What rests is not asked again without the person.
    expect(server.asked.map(({ name }) => name)).toEqual(['editApplication', 'listChanges', 'editApplication']);
  });

  it('is sent again at once when the person asks', async () => {
    const { rows, edits, server } = await failing();
    server.failing = () => undefined;
    await edits.retry('now');
    expect([server.applications.get(rows[0]!.id)?.notes, edits.troubles.value.size, edits.unsent.value.size]).toEqual(['mine', 0, 0]);
  });
});
