import { beforeEach, expect, it } from 'vitest';
import type { ApplicationChanges } from '../../../contract/index.ts';
import { TryLater } from '../../api/errors.ts';
import { openEdits } from '../../edits/edits.ts';
import { openLibrary } from '../../library/library.ts';
import { createFakeDatabases } from '../../testing/fake-databases.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { createListStore } from '../list/list-store.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createEditStore } from './edit-store.ts';

const OWNER = { server: 'https://jackdaw.example.org', userId: 'u' };
beforeEach(createFakeDatabases);

/** An application with changes on which the server fails. */
async function openInTrouble(changes: ApplicationChanges) {
  const row = buildApplication({ stage: 'saved', notes: '' });
  const server = createFakeServer([row]);
  const [edits, library, list] = [openEdits(), openLibrary(OWNER), createListStore()];
  await library.put(row);
  const nobody = { onRefused: () => undefined, onUnwritten: () => undefined, onReached: async () => undefined };
  const store = createEditStore({ api: server.api, library, list, edits, owner: OWNER, ...nobody });
  server.failing = (name) => {
    if (name === 'editApplication') throw new TryLater('server');
  };
  const snapshot = { text: 'You will mend nets.', capturedAt: '2026-11-22T12:00:00.000Z' };
  await edits.add(OWNER, [{ id: row.id, basedOn: row.changeNumber, changes: { posting: { title: 'Mechanic' } }, snapshot }]);
  await store.load();
  list.replaceAll([store.overlay(row)]);
  await store.edit(row.id, changes);
  const told = () => ({ troubles: store.troubles.value.size, unsent: store.unsent.value.size, shown: list.find(row.id) });
  return { row, server, edits, store, told };
}

it('changes that are given up are gone from sight and disk, and the application is as the server has it', async () => {
  const { row, edits, store, told } = await openInTrouble({ stage: 'applied' });
  expect(told()).toMatchObject({ troubles: 1, unsent: 1, shown: { stage: 'applied', posting: { title: 'Mechanic' } } });
  await store.giveUp(row.id);
  expect([told(), await edits.all(OWNER)]).toEqual([{ troubles: 0, unsent: 0, shown: row }, []]);
});

it('taken back, they wait as they did', async () => {
  const { row, edits, store, told } = await openInTrouble({ stage: 'applied' });
  const before = [told(), await edits.all(OWNER)];
  const takeBack = await store.giveUp(row.id);
  await takeBack();
  expect([told(), await edits.all(OWNER)]).toEqual(before);
});

it('taken back after more was changed, they go before that, and all of it is sent', async () => {
  const { row, server, store, told } = await openInTrouble({ stage: 'applied', notes: 'first' });
  const takeBack = await store.giveUp(row.id);
  await store.edit(row.id, { notes: 'second' });
  await takeBack();
  server.failing = () => undefined;
  await store.retry('now');
  expect(server.applications.get(row.id)).toMatchObject({ stage: 'applied', notes: 'second', posting: { title: 'Mechanic' } });
  expect([server.snapshots.get(row.id), told().unsent]).toEqual([['You will mend nets.'], 0]);
});
