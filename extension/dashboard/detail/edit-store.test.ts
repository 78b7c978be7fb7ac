import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Application, Problem } from '../../../contract/index.ts';
import { ProblemError, TryLater } from '../../api/errors.ts';
import { createListStore } from '../list/list-store.ts';
import { buildApplication } from '../testing/build-application.ts';
import { openEdits } from '../../edits/edits.ts';
import { createFakeDatabases } from '../../testing/fake-databases.ts';
import { createEditStore } from './edit-store.ts';
import { adoptKeptEdits } from './kept-edits.ts';

const OWNER = { server: 'https://jackdaw.example.org', userId: 'u' };

beforeEach(createFakeDatabases);

type Ask = { params: { id: string }; body: { basedOn: number; changes: Record<string, unknown> } };

/** A list of one application and a server whose answers the test decides. */
function setUp(answer: (ask: Ask) => Promise<Application>, application = buildApplication()) {
  const list = createListStore();
  list.replaceAll([application]);
  const asks: Ask[] = [];
  const put = vi.fn<(application: Application) => Promise<void>>(async () => {});
  const refused = vi.fn<(row: unknown, problem: Problem) => void>();
  const unwritten = vi.fn<(rows: readonly unknown[]) => void>();
  const call = vi.fn(async (_name: string, ask: Ask) => {
    asks.push(ask);
    return answer(ask);
  });
  const edits = createEditStore({
    api: { call: call as never },
    library: { get: async () => application, put, putAll: async (applications) => void (await Promise.all(applications.map(put))) },
    list,
    edits: openEdits(),
    owner: OWNER,
    onRefused: refused,
    onUnwritten: unwritten,
    onReached: async () => {},
  });
  return { list, edits, asks, put, refused, unwritten, application, shown: () => list.find(application.id)! };
}
const accepted = (application: Application, changeNumber: number) => async (ask: Ask) =>
  ({
    ...application,
    ...ask.body.changes,
    posting: { ...application.posting, ...(ask.body.changes['posting'] as object | undefined) },
    changeNumber,
  }) as Application;

const localStorageOf = (kept: Map<string, string>) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
  key: (index: number) => [...kept.keys()][index] ?? null,
  length: kept.size,
});

function problem(code: Problem['code'], more: Partial<Problem> = {}): ProblemError {
  return new ProblemError({ type: 'about:blank', title: code, status: 409, code, ...more });
}

describe('an edit', () => {
  it('shows at once, is sent with what it was based on, and is kept by the library', async () => {
    const application = buildApplication({ changeNumber: 7 });
    const { edits, asks, shown, put } = setUp(accepted(application, 8), application);
    const done = edits.edit(application.id, { posting: { title: 'Better' } });
    expect(shown().posting.title).toBe('Better');
    expect(edits.unsent.value.has(application.id)).toBe(true);
    await done;
    expect(asks).toEqual([{ params: { id: application.id }, body: { basedOn: 7, changes: { posting: { title: 'Better' } } } }]);
    expect(put).toHaveBeenCalledWith(expect.objectContaining({ changeNumber: 8 }));
    expect(edits.unsent.value.size).toBe(0);
    expect(shown().changeNumber).toBe(8);
  });

  it('waits for the one before it, so that it is never in conflict with oneself', async () => {
    const application = buildApplication({ changeNumber: 1 });
    let number = 1;
    const { edits, asks, shown } = setUp(async (ask) => accepted(application, ++number)(ask), application);
    const first = edits.edit(application.id, { stage: 'applied' });
    const second = edits.edit(application.id, { notes: 'n' });
    const third = edits.edit(application.id, { notes: 'newer' });
    await Promise.all([first, second, third]);
    // However they fell together, each was based on what the one before had made of it.
    expect(asks.map(({ body }) => body.basedOn)).toEqual(asks.map((_ask, index) => index + 1));
    expect(Object.assign({}, ...asks.map(({ body }) => body.changes))).toEqual({ stage: 'applied', notes: 'newer' });
    expect(shown().notes).toBe('newer');
    expect(edits.unsent.value.size).toBe(0);
  });

  it('keeps what was typed while the first was on its way on the screen', async () => {
    const application = buildApplication();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { edits, shown } = setUp(async (ask) => held.then(() => accepted(application, 9)(ask)), application);
    const first = edits.edit(application.id, { notes: 'one' });
    void edits.edit(application.id, { notes: 'one two' });
    release();
    await first;
    expect(shown().notes).toBe('one two');
  });
});

describe('without a server', () => {
  it('an edit is kept on the device, also after the page is closed, and sent later', async () => {
    const application = buildApplication({ changeNumber: 3 });
    const offline = setUp(async () => {
      throw new TryLater('offline');
    }, application);
    await offline.edits.edit(application.id, { stage: 'applied' });
    expect(offline.shown().stage).toBe('applied');
    expect(offline.edits.stopped.value).toBe('offline');

    const later = setUp(accepted(application, 4), application);
    await later.edits.load();
    expect(later.edits.unsent.value.has(application.id)).toBe(true);
    expect(later.edits.overlay(application).stage).toBe('applied');
    await later.edits.retry();
    expect(later.asks[0]?.body).toEqual({ basedOn: 3, changes: { stage: 'applied' } });
    expect(await openEdits().all(OWNER)).toEqual([]);
  });

  it('several edits become one, still based on what was seen first', async () => {
    const application = buildApplication({ changeNumber: 3 });
    let online = false;
    const { edits, asks } = setUp(async (ask) => {
      if (!online) throw new TryLater('timeout');
      return accepted(application, 5)(ask);
    }, application);
    await edits.edit(application.id, { notes: 'a', posting: { title: 'T' } });
    await edits.edit(application.id, { posting: { company: 'C' } });
    online = true;
    await edits.retry();
    expect(asks.at(-1)?.body).toEqual({ basedOn: 3, changes: { notes: 'a', posting: { title: 'T', company: 'C' } } });
  });

  it('many edits at once are shown in one go and kept until there is one', async () => {
    const { edits, list } = setUp(async () => {
      throw new TryLater('offline');
    });
    const rows = Array.from({ length: 40 }, () => buildApplication());
    list.replaceAll(rows);
    await edits.editAll(new Map(rows.map(({ id }) => [id, { stage: 'applied' as const }])));
    expect(rows.every(({ id }) => list.find(id)?.stage === 'applied')).toBe(true);
    expect(edits.unsent.value.size).toBe(40);
    expect((await openEdits().all(OWNER)).length).toBe(40);
  });

  it('edits that an earlier version kept in this page are sent too', async () => {
    const application = buildApplication({ changeNumber: 3 });
    const key = `edits ${OWNER.server} ${OWNER.userId}`;
    const kept = new Map([[key, JSON.stringify({ [application.id]: { basedOn: 3, changes: { stage: 'applied' } } })]]);
    const storage = { ...localStorageOf(kept) };
    await adoptKeptEdits(storage, openEdits(), OWNER);
    await adoptKeptEdits(storage, openEdits(), OWNER);
    const { edits, asks } = setUp(accepted(application, 4), application);
    await edits.load();
    await edits.retry();
    expect(asks.map(({ body }) => body)).toEqual([{ basedOn: 3, changes: { stage: 'applied' } }]);
    expect(kept.size).toBe(0);
  });

  it('what that storage holds is not believed', async () => {
    const kept = new Map([[`edits ${OWNER.server} ${OWNER.userId}`, '{"x":{"basedOn":"1","changes":{}}}']]);
    await adoptKeptEdits(localStorageOf(kept), openEdits(), OWNER);
    expect(await openEdits().all(OWNER)).toEqual([]);
  });
});

describe('the same field changed here and elsewhere', () => {
  async function inConflict() {
    const application = buildApplication({ changeNumber: 1, posting: { title: 'Old' } });
    const current: Application = {
      ...application,
      changeNumber: 6,
      posting: { ...application.posting, title: 'Theirs' },
      notes: 'theirs too',
    };
    let first = true;
    const set = setUp(async (ask) => {
      if (!first) return accepted(current, 7)(ask);
      first = false;
      throw problem('conflict', { current, conflicts: [{ field: 'posting.title', yours: 'Mine', theirs: 'Theirs' }] });
    }, application);
    await set.edits.edit(application.id, { posting: { title: 'Mine' }, stage: 'applied' });
    return { ...set, application };
  }

  it('is put before the person, and nothing is sent meanwhile', async () => {
    const { edits, application, asks, shown } = await inConflict();
    expect(edits.conflicts.value.get(application.id)?.fields).toEqual([{ field: 'posting.title', yours: 'Mine', theirs: 'Theirs' }]);
    expect(shown().posting.title).toBe('Mine');
    await edits.retry();
    expect(asks).toHaveLength(1);
  });

  it('keeps mine by sending it again on top of theirs', async () => {
    const { edits, application, asks, shown } = await inConflict();
    await edits.resolve(application.id, new Set(['posting.title']));
    expect(asks[1]?.body).toEqual({ basedOn: 6, changes: { posting: { title: 'Mine' }, stage: 'applied' } });
    expect(shown()).toMatchObject({ posting: { title: 'Mine' }, notes: 'theirs too' });
    expect(edits.conflicts.value.size).toBe(0);
  });

  it('takes theirs and still sends the fields that nobody else touched', async () => {
    const { edits, application, asks, shown } = await inConflict();
    await edits.resolve(application.id, new Set());
    expect(asks[1]?.body).toEqual({ basedOn: 6, changes: { stage: 'applied' } });
    expect(shown()).toMatchObject({ posting: { title: 'Theirs' }, stage: 'applied' });
  });

  it('is not lost when the page is closed before anything was chosen', async () => {
    const { application, asks } = await inConflict();
    const later = setUp(accepted(application, 7), application);
    await later.edits.load();
    expect([later.edits.conflicts.value.get(application.id)?.fields.length, asks.length]).toEqual([1, 1]);
    await later.edits.resolve(application.id, new Set(['posting.title']));
    expect(later.asks[0]?.body).toEqual({ basedOn: 6, changes: { posting: { title: 'Mine' }, stage: 'applied' } });
  });
});

describe('an edit that this device can not write', () => {
  it('is told, not sent, and not shown as if it had been made', async () => {
    const { edits, application, asks, shown, unwritten } = setUp(accepted(buildApplication(), 2));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await edits.edit(application.id, { posting: { title: 'x' } });
    put.mockRestore();
    expect([shown().posting.title, asks, edits.unsent.value.size]).toEqual([application.posting.title, [], 0]);
    expect(unwritten).toHaveBeenCalledExactlyOnceWith([application]);
  });
});

describe('an edit that the server refuses', () => {
  it('is taken back, with the reason told', async () => {
    const { edits, application, shown, refused } = setUp(async () => {
      throw problem('invalid_input', { errors: [{ path: 'changes.posting.title', message: 'Must not be empty' }] });
    });
    const before = application.posting.title;
    await edits.edit(application.id, { posting: { title: 'x' } });
    expect(shown().posting.title).toBe(before);
    expect(refused).toHaveBeenCalledOnce();
    expect(edits.unsent.value.size).toBe(0);
  });

  it('a bug is not hidden', async () => {
    const { edits, application } = setUp(async () => {
      throw new RangeError('bug');
    });
    await expect(edits.edit(application.id, { notes: 'x' })).rejects.toThrow('bug');
  });
});
