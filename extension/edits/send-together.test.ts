import { beforeEach, describe, expect, it } from 'vitest';
import type { Application, ApplicationChanges, BulkConflict } from '../../contract/application.ts';
import { ProblemError, TryLater } from '../api/errors.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { openEdits } from './edits.ts';
import { sendTogether } from './send-together.ts';

const HERS = { server: 'https://a.example', userId: 'u' };
beforeEach(createFakeDatabases);

interface Body {
  ids: string[];
  changes: Record<string, unknown>;
}

/** Edits that wait, and a server that keeps what it is asked; `left` are those that still wait then. */
async function send(
  waiting: [Application, ...ApplicationChanges[]][],
  answer = async (_body: Body): Promise<BulkConflict[] | void> => {},
  basedOn = 1,
) {
  const edits = openEdits();
  for (const [{ id }, ...parts] of waiting) for (const changes of parts) await edits.add(HERS, [{ id, basedOn, changes }]);
  const rows = new Map(waiting.map(([row]) => [row.id, { ...row, changeNumber: 1 }]));
  const asked: Body[] = [];
  const api = {
    call: (async (_name: string, { body }: { body: Body }) => {
      asked.push(body);
      const conflicts = (await answer(body)) ?? [];
      const items = body.ids.map((id) => ({ ...rows.get(id)!, changeNumber: 9 }));
      return { items, missing: [], conflicts, more: false };
    }) as never,
  };
  const put: string[] = [];
  const library = {
    get: async (id: string) => rows.get(id),
    putAll: async (all: readonly Application[]) => void put.push(...all.map(({ id }) => id)),
  };
  const sent = sendTogether({ edits, api, library, owner: HERS }, [...rows.keys()]).then((sent) => sent.size);
  const result = await sent.catch((error: unknown) => error);
  const all = await edits.all(HERS);
  return { asked, put, result, left: all.map(({ id }) => id), conflicts: all.map(({ conflict }) => conflict) };
}

describe('what is done to many at once', () => {
  it('is one request where all change alike, kept by the library, and waits no more', async () => {
    const rows = [buildApplication(), buildApplication(), buildApplication()];
    const { asked, put, result, left } = await send(rows.map((row) => [row, { stage: 'screening' }]));
    expect(asked).toEqual([{ ids: expect.arrayContaining(rows.map(({ id }) => id)), basedOn: [1, 1, 1], changes: { stage: 'screening' } }]);
    expect([put.length, result, left]).toEqual([3, 3, []]);
  });

  it('is one request for each way in which they change, of 500 at most', async () => {
    const many = Array.from({ length: 501 }, () => buildApplication());
    const others = [buildApplication(), buildApplication()];
    const { asked, left } = await send([
      ...many.map((row): [Application, ApplicationChanges] => [row, { stage: 'applied', appliedOn: '2026-11-22' }]),
      ...others.map((row): [Application, ApplicationChanges] => [row, { stage: 'applied' }]),
    ]);
    expect(asked.map(({ ids }) => ids.length).toSorted((one, other) => one - other)).toEqual([1, 2, 500]);
    expect(left).toEqual([]);
  });

  it('names only the tags that came and went, so that no other is lost', async () => {
    const rows = [buildApplication({ tags: ['one', 'own'] }), buildApplication({ tags: ['two'] })];
    const { asked } = await send(rows.map((row) => [row, { tags: [...row.tags, 'new'] }]));
    expect(asked.map(({ changes }) => changes)).toEqual([{ addTags: ['new'] }]);
  });

  it('leaves what a bulk edit cannot say, and what older changes wait with, to be merged one by one', async () => {
    const rows = [buildApplication(), buildApplication(), buildApplication()];
    const { asked, left } = await send([
      [rows[0]!, { notes: 'mine' }],
      [rows[1]!, { priority: 2 }, { stage: 'applied' }],
      [rows[2]!, { stage: 'applied' }],
    ]);
    expect(asked).toEqual([]);
    expect(left).toHaveLength(3);
  });

  it('leaves what was changed elsewhere since the person looked at it', async () => {
    const rows = [buildApplication(), buildApplication()];
    const changed = rows.map((row): [Application, ApplicationChanges] => [row, { tags: ['mine'] }]);
    const { asked, left } = await send(changed, async () => {}, 0);
    expect([asked, left.length]).toEqual([[], 2]);
  });

  it('is left to the person where another device did otherwise meanwhile, with both values; the others are done', async () => {
    const rows = [buildApplication(), buildApplication(), buildApplication()];
    const fields = [{ field: 'stage', yours: 'applied', theirs: 'offered' }];
    const { result, left, conflicts } = await send(
      rows.map((row) => [row, { stage: 'applied' }]),
      async () => [{ id: rows[1]!.id, changeNumber: 9, fields }],
    );
    expect([result, left]).toEqual([3, [rows[1]!.id]]);
    expect(conflicts).toEqual([{ fields, current: { ...rows[1]!, changeNumber: 9 } }]);
  });

  it.each([
    ['they wrote that value themselves, and never heard so', { changeNumber: 9, theirs: 'applied' }],
    ['it was changed once more while that was answered', { changeNumber: 8, theirs: 'offered' }],
  ])('waits to be sent by itself where %s', async (_name, { changeNumber, theirs }) => {
    const rows = [buildApplication(), buildApplication()];
    const { left, conflicts } = await send(
      rows.map((row) => [row, { stage: 'applied' }]),
      async () => rows.map(({ id }) => ({ id, changeNumber, fields: [{ field: 'stage', yours: 'applied', theirs }] })),
    );
    expect([left.length, conflicts]).toEqual([2, [null, null]]);
  });

  it('is all still here where the server refuses it as a whole, or cannot be reached', async () => {
    const rows = [buildApplication(), buildApplication()];
    const refused = await send(
      rows.map((row) => [row, { outcome: 'rejected' }]),
      async () => Promise.reject(new ProblemError({ type: 'about:blank', title: '', status: 422, code: 'invalid_input' })),
    );
    expect([refused.result, refused.left.length]).toEqual([0, 2]);
    createFakeDatabases();
    const offline = await send(
      rows.map((row) => [row, { stage: 'applied' }]),
      async () => Promise.reject(new TryLater('offline')),
    );
    expect(offline.result).toBeInstanceOf(TryLater);
    expect(offline.left).toHaveLength(2);
  });
});
