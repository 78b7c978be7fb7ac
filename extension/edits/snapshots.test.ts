import { beforeEach, describe, expect, it } from 'vitest';
import type { ApplicationChanges } from '../../contract/application.ts';
import { ProblemError, TryLater } from '../api/errors.ts';
import { openDB } from 'idb';
import { openLibrary } from '../library/library.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { decideConflict } from './decide-conflict.ts';
import { type KeptSnapshot, openEdits } from './edits.ts';
import { valuesIn, valuesOf } from './seen.ts';
import { sendEdit } from './send-edit.ts';
import { sendEdits } from './send-edits.ts';

const HERS = { server: 'https://a.example', userId: 'u' };
beforeEach(createFakeDatabases);

const read = (text: string): KeptSnapshot => ({ text, capturedAt: `2026-11-22T12:00:0${text.length % 10}.000Z` });

/** One application whose posting is read again, and a server that answers as the test says. */
async function setUp() {
  const row = buildApplication();
  const server = createFakeServer([row]);
  const [edits, library] = [openEdits(), openLibrary(HERS)];
  await library.put(row);
  const sending = { edits, api: server.api, library, owner: HERS };
  async function update(changes: ApplicationChanges, snapshot?: KeptSnapshot): Promise<void> {
    const shown = (await library.get(row.id))!;
    const seen = valuesIn(shown, Object.keys(valuesOf(changes)));
    await edits.add(HERS, [{ id: row.id, basedOn: shown.changeNumber, changes, seen, snapshot }]);
  }
  return {
    id: row.id,
    server,
    edits,
    sending,
    update,
    send: () => sendEdit(sending, row.id),
    texts: () => server.snapshots.get(row.id) ?? [],
    left: () => edits.all(HERS),
  };
}
const pay = (title: string): ApplicationChanges => ({ posting: { title } });

describe('what a page said when it was read again', () => {
  it('reaches the server with the changes, once, also where the answer was lost', async () => {
    const world = await setUp();
    await world.update(pay('A'), read('one'));
    world.server.answering = () => {
      throw new TryLater('offline');
    };
    await expect(world.send()).rejects.toThrow(TryLater);
    world.server.answering = () => undefined;
    await world.send();
    expect([world.texts(), await world.left()]).toEqual([['one'], []]);
    expect(world.server.asked.at(-1)?.body).toMatchObject({ snapshot: 'one', capturedAt: '2026-11-22T12:00:03.000Z' });
  });

  it('is the newest, and other changes beside it take nothing of it', async () => {
    const world = await setUp();
    await world.update(pay('A'), read('one'));
    await world.update(pay('B'), read('three'));
    await world.update({ notes: 'mine' });
    await world.send();
    expect([world.texts(), await world.left()]).toEqual([['three'], []]);
  });

  it('waits its turn where an older one is on its way, and is not dropped with it', async () => {
    const world = await setUp();
    await world.update(pay('A'), read('one'));
    world.server.answering = async () => {
      world.server.answering = () => undefined;
      await world.update(pay('B'), read('three'));
    };
    await world.send();
    expect(await world.left()).toMatchObject([{ parts: [pay('B')], snapshot: read('three') }]);
    await world.send();
    expect([world.texts(), await world.left()]).toEqual([['one', 'three'], []]);
  });

  it('is still there after the server failed on it', async () => {
    const world = await setUp();
    await world.update(pay('A'), read('one'));
    world.server.failing = (name) => {
      if (name === 'editApplication') throw new TryLater('server');
    };
    expect(await world.send()).toHaveProperty('postponed');
    world.server.failing = () => undefined;
    await world.send();
    expect([world.texts(), await world.left()]).toEqual([['one'], []]);
  });

  it.each([
    ['mine', ['posting.title'], 'A'],
    ['theirs, and nothing else is left to be changed', [], 'theirs'],
  ])('is kept through a conflict, however it ends: %s', async (_name, mine, title) => {
    const world = await setUp();
    world.server.change(world.id, pay('theirs'));
    await world.update(pay('A'), read('one'));
    expect(await world.send()).toHaveProperty('conflict');
    await decideConflict(world.sending, world.id, new Set(mine));
    await world.send();
    expect([world.texts(), await world.left(), world.server.applications.get(world.id)?.posting.title]).toEqual([['one'], [], title]);
  });

  it('does not go with what is done to many at once, which has no place for it', async () => {
    const world = await setUp();
    const other = buildApplication();
    world.server.applications.set(other.id, other);
    await openLibrary(HERS).put(other);
    await world.update({ stage: 'applied' }, read('one'));
    await world.edits.add(HERS, [{ id: other.id, basedOn: other.changeNumber, changes: { stage: 'applied' } }]);
    expect(await sendEdits({ ...world.sending, library: openLibrary(HERS) })).toBe(2);
    expect([world.texts(), await world.left()]).toEqual([['one'], []]);
  });

  it('stays behind where it is more than the server reads, or can take: the changes are more', async () => {
    const world = await setUp();
    await world.update({ notes: '漢'.repeat(100_000) }, read('漢'.repeat(399_999)));
    await world.send();
    await world.update(pay('A'), read('one'));
    world.server.failing = (name, _id, body) => {
      const refused = { type: 'about:blank', title: '', status: 422, code: 'invalid_input' } as const;
      if (name === 'editApplication' && 'snapshot' in (body as object)) throw new ProblemError(refused);
    };
    expect(await world.send()).toHaveProperty('accepted');
    expect([world.texts(), await world.left(), world.server.applications.get(world.id)?.posting.title]).toEqual([[], [], 'A']);
  });

  it('is missing in edits that an earlier version kept, which are sent all the same', async () => {
    const world = await setUp();
    await world.left();
    const old = { ...HERS, id: world.id, basedOn: 1, parts: [pay('A')], conflict: null, refused: null };
    const database = await openDB('jackdaw-edits', 1);
    await database.put('edits', old);
    await world.update({ notes: 'mine' });
    await world.send();
    expect([world.texts(), await world.left(), world.server.asked.length]).toEqual([[], [], 1]);
  });
});
