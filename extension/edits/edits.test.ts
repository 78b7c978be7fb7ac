import { beforeEach, describe, expect, it } from 'vitest';
import type { Application, ApplicationChanges } from '../../contract/application.ts';
import { ProblemError } from '../api/errors.ts';
import { buildApplication } from '../testing/build-application.ts';
import { openLibrary } from '../library/library.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { dueEdits } from './due-edits.ts';
import { changesOf, openEdits } from './edits.ts';
import { sendEdit } from './send-edit.ts';
import { sendEdits } from './send-edits.ts';

const HERS = { server: 'https://a.example', userId: 'u' };
beforeEach(createFakeDatabases);

type Patch = { params: { id: string }; body: { basedOn: number; changes: ApplicationChanges } };
/** A server that tells of no changes, and answers an edit as the test says. */
const apiOf = (answer: (ask: Patch) => Promise<Application>) => ({
  call: (async (name: string, ask: Patch) =>
    name === 'listChanges' ? { changes: [], changeNumber: 0, more: false } : answer(ask)) as never,
});

describe('edits that no server has', () => {
  it('belong to one account of one server', async () => {
    const edits = openEdits();
    for (const owner of [HERS, { ...HERS, userId: 'v' }, { ...HERS, server: 'https://b.example' }])
      await edits.add(owner, [{ id: 'x', basedOn: 1, changes: { notes: `${owner.server} ${owner.userId}` } }]);
    expect((await edits.all(HERS)).map(changesOf)).toEqual([{ notes: 'https://a.example u' }]);
    await edits.clear(HERS);
    expect([await edits.all(HERS), (await edits.all({ ...HERS, userId: 'v' })).length]).toEqual([[], 1]);
  });

  it('that were added while the first were on their way are sent after them, on top of what came of those', async () => {
    const [edits, library] = [openEdits(), openLibrary(HERS)];
    const asked: Patch['body'][] = [];
    const api = apiOf(async ({ params, body }) => {
      asked.push(body);
      if (asked.length === 1) await edits.add(HERS, [{ id: 'x', basedOn: 1, changes: { notes: 'two' }, seen: { notes: 'one' } }]);
      return buildApplication({ id: params.id, changeNumber: asked.length + 1 });
    });
    await edits.add(HERS, [{ id: 'x', basedOn: 1, changes: { notes: 'one', stage: 'applied' } }]);
    for (const _turn of [1, 2, 3]) await sendEdit({ edits, api, library, owner: HERS }, 'x');
    expect(asked).toEqual([
      { basedOn: 1, changes: { notes: 'one', stage: 'applied' } },
      { basedOn: 2, changes: { notes: 'two' } },
    ]);
    expect(await edits.all(HERS)).toEqual([]);
  });

  it('are sent once, by however many at once', async () => {
    const [edits, library] = [openEdits(), openLibrary(HERS)];
    let calls = 0;
    const api = apiOf(async ({ params }) => {
      calls += 1;
      return buildApplication({ id: params.id });
    });
    await edits.add(HERS, [{ id: 'x', basedOn: 1, changes: { notes: 'one' } }]);
    await Promise.all(Array.from({ length: 8 }, () => sendEdits({ edits, api, library, owner: HERS })));
    expect(calls).toBe(1);
  });

  it('that are refused or in conflict stay for the person, and do not hold the others', async () => {
    const [edits, library] = [openEdits(), openLibrary(HERS)];
    const problem = (code: 'invalid_input' | 'conflict', more = {}) =>
      new ProblemError({ type: 'about:blank', title: code, status: 409, code, ...more });
    const current = buildApplication();
    const api = apiOf(async ({ params }) => {
      if (params.id === 'a') throw problem('invalid_input');
      if (params.id === 'b') throw problem('conflict', { current, conflicts: [{ field: 'notes', yours: 'n', theirs: '' }] });
      return buildApplication({ id: params.id });
    });
    await edits.add(
      HERS,
      ['a', 'b', 'c'].map((id) => ({ id, basedOn: 1, changes: { notes: 'n' } })),
    );
    expect(await sendEdits({ edits, api, library, owner: HERS })).toBe(1);
    const [a, b] = await edits.all(HERS);
    expect([a?.refused?.code, b?.conflict?.fields[0]?.field, dueEdits(await edits.all(HERS), 'now', 0).length]).toEqual([
      'invalid_input',
      'notes',
      0,
    ]);
  });
});
