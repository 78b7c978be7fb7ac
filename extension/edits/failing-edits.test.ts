import { beforeEach, describe, expect, it } from 'vitest';
import type { ApplicationChanges } from '../../contract/application.ts';
import { TryLater } from '../api/errors.ts';
import { openLibrary } from '../library/library.ts';
import type { Hurry } from '../outbox/backoff.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { nextEditsAt } from './due-edits.ts';
import { openEdits } from './edits.ts';
import { flushEdits } from './flush-edits.ts';
import { valuesIn, valuesOf } from './seen.ts';

const HERS = { server: 'https://a.example', userId: 'u' };
const MINUTE = 60_000;
beforeEach(createFakeDatabases);

/** Edits that wait, and a server that fails where the test says. */
async function setUp(all: readonly ApplicationChanges[]) {
  const rows = all.map((_changes, at) => buildApplication({ changeNumber: at + 1 }));
  const server = createFakeServer(rows);
  const [edits, library, outbox] = [openEdits(), openLibrary(HERS), openOutbox()];
  await library.putAll(rows);
  const world = { rows, server, edits, outbox, clock: Date.parse('2026-11-22T12:00:00Z'), flush, minutes, left, edit, failOn };
  async function edit(at: number, changes: ApplicationChanges) {
    const shown = (await library.get(rows[at]!.id))!;
    const seen = valuesIn(shown, Object.keys(valuesOf(changes)));
    await edits.add(HERS, [{ id: shown.id, basedOn: shown.changeNumber, changes, seen }]);
  }
  for (const [at, changes] of all.entries()) await edit(at, changes);
  function flush(hurry: Hurry = 'no') {
    return flushEdits({ edits, outbox, library, api: server.api, owner: HERS, hurry, now: () => world.clock, random: () => 0 });
  }
  /** As the background's alarm does it. */
  async function minutes(count: number) {
    for (let minute = 0; minute < count; minute += 1, world.clock += MINUTE) {
      const at = nextEditsAt(await edits.all(HERS), await outbox.pause(HERS.server), world.clock);
      if (at !== null && at <= world.clock) await flush();
    }
  }
  async function left() {
    return (await edits.all(HERS)).map(({ id, trouble }) => [rows.findIndex((row) => row.id === id), trouble?.reason ?? null]);
  }
  /** Every request that has to do with one of these. */
  function failOn(...which: number[]) {
    const ids = which.map((at) => rows[at]!.id);
    server.failing = (_name, id, body) => {
      if (ids.some((one) => one === id || JSON.stringify(body ?? null).includes(one))) throw new TryLater('server');
    };
  }
  return world;
}
const notes = (count: number) => Array.from({ length: count }, (_, at) => ({ notes: `note ${at}` }));

describe('an edit on which the server always fails', () => {
  it('lets the others go on, waits by itself ever longer, and is sent when the server has been mended', async () => {
    const world = await setUp(notes(4));
    world.failOn(0);
    expect(await world.flush()).toBeNull();
    expect([await world.left(), await world.outbox.pause(HERS.server)]).toEqual([[[0, 'server']], null]);
    await world.minutes(24 * 60);
    const tries = world.server.asked.filter(({ name, body }) => name === 'editApplication' && JSON.stringify(body).includes('note 0'));
    expect(tries.length).toBeLessThanOrEqual(12);
    expect((await world.edits.all(HERS))[0]?.trouble?.attempts).toBe(tries.length);
    // A day later, something else is sent at once.
    await world.edit(1, { stage: 'applied' });
    await world.flush();
    expect(world.server.applications.get(world.rows[1]!.id)?.stage).toBe('applied');
    world.server.failing = () => undefined;
    await world.minutes(9 * 60);
    expect([await world.left(), world.server.applications.get(world.rows[0]!.id)?.notes]).toEqual([[], 'note 0']);
  });

  it('is sent at once when the person asks, and begins anew after it was accepted', async () => {
    const world = await setUp(notes(1));
    world.failOn(0);
    await world.flush();
    await world.flush();
    expect(world.server.asked.map(({ name }) => name)).toEqual(['editApplication', 'listChanges']);
    world.server.failing = () => undefined;
    await world.flush('now');
    expect(await world.left()).toEqual([]);
  });

  it('does not hold the others for long where it is not the only one, wherever they stand', async () => {
    const world = await setUp(notes(20));
    world.failOn(0, 1, 2, 3, 18, 19);
    await world.minutes(10);
    expect((await world.left()).map(([at]) => at)).toEqual([0, 1, 2, 3, 18, 19]);
    await world.edit(7, { stage: 'applied' });
    await world.minutes(1);
    expect(world.server.applications.get(world.rows[7]!.id)?.stage).toBe('applied');
  });

  it('takes nothing along that was done to many at once', async () => {
    const world = await setUp(Array.from({ length: 30 }, () => ({ stage: 'applied' as const })));
    world.failOn(12);
    await world.flush();
    expect(await world.left()).toEqual([[12, 'server']]);
    for (let at = 0; at < 30; at += 1) await world.edit(at, { stage: 'screening' });
    world.server.asked.length = 0;
    await world.flush('now');
    expect(world.server.asked.map(({ name }) => name)).toEqual(['listChanges', 'bulkEdit', 'editApplication', 'listChanges']);
    expect(await world.left()).toEqual([[12, 'server']]);
  });

  it('is merged one by one where the server fails on every bulk edit', async () => {
    const world = await setUp(Array.from({ length: 5 }, () => ({ stage: 'applied' as const })));
    world.server.failing = (name) => {
      if (name === 'bulkEdit') throw new TryLater('timeout');
    };
    expect([await world.flush(), await world.left()]).toEqual([null, []]);
  });
});

describe('a server that is out of order', () => {
  it.each([1, 2, 40])('is asked less than once in four minutes, and none of %i edits is blamed', async (count) => {
    const world = await setUp([...notes(count - 1), { stage: 'applied' }]);
    world.server.failing = () => {
      throw new TryLater('server');
    };
    await world.minutes(60);
    expect(world.server.asked.length).toBeLessThanOrEqual(14);
    expect(await world.left()).toEqual(Array.from({ length: count }, (_, at) => [at, null]));
    world.server.failing = () => undefined;
    await world.minutes(120);
    expect(await world.left()).toEqual([]);
  });

  it('that only answers questions is not asked to take edit after edit', async () => {
    const world = await setUp(notes(40));
    world.server.failing = (name) => {
      if (name !== 'listChanges') throw new TryLater('server');
    };
    expect(await world.flush()).toBe('server');
    expect(world.server.asked.filter(({ name }) => name === 'editApplication').length).toBe(2);
    world.server.failing = () => undefined;
    await world.minutes(10);
    expect(await world.left()).toEqual([]);
  });
});
