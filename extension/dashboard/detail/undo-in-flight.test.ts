import { beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../../contract/index.ts';
import { TryLater } from '../../api/errors.ts';
import { buildApplication } from '../../testing/build-application.ts';
import { createFakeDatabases } from '../../testing/fake-databases.ts';
import { createActions } from '../actions.ts';
import { createUndo } from '../undo.ts';
import { openList } from '../testing/open-list.ts';

beforeEach(createFakeDatabases);

async function open(rows: readonly Application[]) {
  const { server, list, edits, shown } = await openList(rows);
  const steps: Promise<void>[] = [];
  const undo = createUndo({ show: () => 1, dismiss: () => undefined });
  const offer: typeof undo.offer = (step) => undo.offer({ ...step, undo: () => void steps.push(Promise.resolve(step.undo())) });
  return {
    server,
    edits,
    actions: createActions({ edits, list, undo: { offer }, now: Date.now }),
    shown,
    stages: () => [...server.applications.values()].map(({ stage }) => stage),
    /** Takes the last step back, and resolves when that was answered. */
    async undo() {
      undo.last();
      await Promise.all(steps);
    },
  };
}

describe('a step taken back while it is on its way', () => {
  const waits = Array.from({ length: 40 }, (_, turns) => turns);

  it.each([1, 3])('is taken back on the server, whenever it was pressed while the answer was taken in: of %i', async (count) => {
    const outcomes = new Set<string>();
    for (const turns of waits) {
      createFakeDatabases();
      const page = await open(Array.from({ length: count }, () => buildApplication()));
      const answered = new Promise<void>((resolve) => (page.server.answering = () => void setImmediate(resolve)));
      const doing = page.actions.setStage(page.shown(), 'screening');
      await answered;
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all([page.undo(), doing]);
      const requests = page.server.asked.map(({ name }) => name);
      outcomes.add(`${page.stages()}, ${page.edits.conflicts.value.size} in conflict, ${page.edits.unsent.value.size} unsent, ${requests}`);
    }
    const request = count === 1 ? 'editApplication' : 'bulkEdit';
    expect([...outcomes]).toEqual([`${Array.from({ length: count }, () => 'saved')}, 0 in conflict, 0 unsent, ${request},${request}`]);
  });

  it('is taken back where its answer was lost, and is in conflict with nobody', async () => {
    const page = await open([buildApplication()]);
    page.server.answering = () => {
      throw new TryLater('timeout');
    };
    await page.actions.setStage(page.shown(), 'screening');
    expect(page.stages()).toEqual(['screening']);
    page.server.answering = () => undefined;
    await page.undo();
    expect([page.stages(), page.edits.conflicts.value.size, page.edits.unsent.value.size]).toEqual([['saved'], 0, 0]);
  });

  it('of many is one request for each state that they come from', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => buildApplication({ stage: at % 2 === 0 ? 'saved' : 'screening' }));
    const page = await open(rows);
    await page.actions.setStage(page.shown(), 'applied');
    await page.undo();
    expect(page.stages()).toEqual(rows.map(({ stage }) => stage));
    expect(page.server.asked.map(({ name }) => name)).toEqual(['bulkEdit', 'bulkEdit', 'bulkEdit']);
  });
});
