import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../contract/application.ts';
import type { Api } from '../api/client.ts';
import { buildApplication } from '../testing/build-application.ts';
import { openLibrary } from './library.ts';
import { syncLibrary } from './sync-library.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';

const METTE = { server: 'https://a.example', userId: 'mette' };
const ID = '01890000-0000-7000-8000-00000000abcd';

beforeEach(createFakeDatabases);

describe('the library', () => {
  it('keeps the newer state of an application, in whatever order the states come', async () => {
    const states = [3, 1, 2].map((changeNumber) => buildApplication({ id: ID, changeNumber, notes: `state ${changeNumber}` }));
    const library = openLibrary(METTE);
    for (const state of states) await library.put(state);
    expect(await library.get(ID)).toEqual(states[0]);
    await library.applyChanges([states[2]!], 9);
    expect(await library.get(ID)).toEqual(states[0]);
    expect(await library.changeNumber()).toBe(9);
  });

  it('lists without descriptions, and gives them back one by one', async () => {
    const library = openLibrary(METTE);
    const application = buildApplication({ posting: { description: 'Long text' } });
    await library.put(application);
    expect(await library.get(application.id)).toEqual(application);
    const [row] = await library.all();
    expect(row?.posting).not.toHaveProperty('description');
    await library.put({
      ...application,
      changeNumber: application.changeNumber + 1,
      posting: { ...application.posting, description: null },
    });
    expect((await library.get(application.id))?.posting.description).toBeNull();
  });

  it('finds a posting by its key and an employer by its name, newest first and never the trash', async () => {
    const library = openLibrary(METTE);
    const old = buildApplication({ postingKey: 'greenhouse:1', posting: { company: 'Ørsted A/S' }, createdAt: '2026-01-01T00:00:00.000Z' });
    const recent = buildApplication({ postingKey: 'greenhouse:1', posting: { company: 'ørsted' }, createdAt: '2026-02-01T00:00:00.000Z' });
    const trashed = buildApplication({ postingKey: 'greenhouse:1', deletedAt: '2026-03-01T00:00:00.000Z' });
    for (const application of [old, recent, trashed]) await library.put(application);
    expect((await library.byPostingKey('greenhouse:1')).map(({ id }) => id)).toEqual([recent.id, old.id]);
    expect((await library.byCompany('Ørsted')).map(({ id }) => id)).toEqual([recent.id, old.id]);
    expect(await library.byCompany('  ')).toEqual([]);
  });

  it('of one owner shows nothing of another', async () => {
    await openLibrary(METTE).put(buildApplication());
    expect(await openLibrary({ ...METTE, userId: 'jonas' }).all()).toEqual([]);
    expect(await openLibrary({ ...METTE, server: 'https://b.example' }).all()).toEqual([]);
  });

  it('is empty after it was cleared', async () => {
    const library = openLibrary(METTE);
    await library.applyChanges([buildApplication({ posting: { description: 'x' } })], 5);
    await library.clear();
    expect([await library.all(), await library.changeNumber()]).toEqual([[], 0]);
  });
});

/** A server's list of changes, in pages. */
function buildChanges(changes: Application[], pageSize = 200) {
  const asked: number[] = [];
  const call = async (_name: string, { query }: { query: { after: string } }) => {
    const after = Number(query.after);
    asked.push(after);
    const later = changes.filter(({ changeNumber }) => changeNumber > after).toSorted((a, b) => a.changeNumber - b.changeNumber);
    return {
      changes: later.slice(0, pageSize),
      changeNumber: changes.at(-1)?.changeNumber ?? 0,
      more: later.length > pageSize,
    };
  };
  return { asked, api: { call: call as unknown as Api['call'] } };
}

describe('bringing the library up to date', () => {
  const many = Array.from({ length: 1295 }, (_, at) => buildApplication({ changeNumber: at + 1 }));

  it('fetches page by page to the end, then only what is new', async () => {
    const library = openLibrary(METTE);
    const { api, asked } = buildChanges(many);
    expect(await syncLibrary(api, library)).toBe(1295);
    expect(asked).toEqual([0, 200, 400, 600, 800, 1000, 1200]);
    expect((await library.all()).length).toBe(1295);
    expect(await syncLibrary(api, library)).toBe(0);
    expect(asked.at(-1)).toBe(1295);
  });

  it('goes on where it was cut off', async () => {
    const library = openLibrary(METTE);
    const { api, asked } = buildChanges(many);
    let calls = 0;
    const flaky = {
      call: ((...ask: Parameters<Api['call']>) => ((calls += 1) > 3 ? Promise.reject(new Error('cut')) : api.call(...ask))) as Api['call'],
    };
    await expect(syncLibrary(flaky, library)).rejects.toThrow('cut');
    expect(await library.changeNumber()).toBe(600);
    asked.length = 0;
    await syncLibrary(api, library);
    expect(asked[0]).toBe(600);
  });

  it('starts anew where the server was restored to an earlier day', async () => {
    const library = openLibrary(METTE);
    await syncLibrary(buildChanges(many).api, library);
    expect(await syncLibrary(buildChanges(many.slice(0, 10)).api, library)).toBe(10);
    expect((await library.all()).length).toBe(10);
    expect(await library.changeNumber()).toBe(10);
  });
});

describe('a library of version 1', () => {
  it('is brought up to this one with all that is in it', async () => {
    const owner = { server: 'https://jackdaw.example.org', userId: 'u' };
    const known = buildApplication({ tags: ['night', 'data'], postingKey: 'k', posting: { description: 'Long' } });
    const { description, ...posting } = known.posting;
    const old = await openDB(`jackdaw-library ${owner.server} ${owner.userId}`, 1, {
      upgrade(db) {
        const applications = db.createObjectStore('applications', { keyPath: 'row.id' });
        applications.createIndex('postingKey', 'row.postingKey');
        applications.createIndex('company', 'companyKey');
        db.createObjectStore('descriptions');
        db.createObjectStore('marks');
      },
    });
    await old.put('applications', { row: { ...known, posting }, companyKey: 'orsted' });
    await old.put('descriptions', description, known.id);
    await old.put('marks', 7, 'changeNumber');
    old.close();
    const library = openLibrary(owner);
    expect(await library.get(known.id)).toEqual(known);
    expect([await library.tags(), await library.changeNumber()]).toEqual([['data', 'night'], 7]);
    expect((await library.byPostingKey('k')).length).toBe(1);
  });
});
