import type { Application } from '../../../contract/index.ts';
import { openEdits } from '../../edits/edits.ts';
import { openLibrary } from '../../library/library.ts';
import { createFakeServer } from '../../testing/fake-server.ts';
import { createEditStore } from '../detail/edit-store.ts';
import { createListStore } from '../list/list-store.ts';

const OWNER = { server: 'https://jackdaw.example.org', userId: 'u' };

/** A page with these rows, and a server behind it that merges as ours does. */
export async function openList(rows: readonly Application[]) {
  const server = createFakeServer(rows);
  const library = openLibrary(OWNER);
  await library.putAll(rows);
  const list = createListStore();
  list.replaceAll(await library.all());
  const edits = createEditStore({
    library,
    list,
    edits: openEdits(),
    owner: OWNER,
    api: server.api,
    onRefused: () => undefined,
    onUnwritten: () => undefined,
    onReached: async () => undefined,
  });
  return { server, list, edits, shown: () => rows.map(({ id }) => list.find(id)!) };
}
