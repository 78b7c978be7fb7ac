import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Application, ApplicationChanges } from '../../contract/application.ts';
import { ProblemError, TryLater } from '../api/errors.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { applyChanges } from './changes.ts';
import { changesOf, openEdits } from './edits.ts';
import { sendEdit, sendEdits } from './send-edits.ts';

const HERS = { server: 'https://a.example', userId: 'u' };
const library = { put: async () => {} };
beforeEach(createFakeDatabases);

type Patch = { params: { id: string }; body: { basedOn: number; changes: ApplicationChanges } };
const apiOf = (answer: (ask: Patch) => Promise<Application>) => ({ call: (async (_name: string, ask: Patch) => answer(ask)) as never });

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
    const edits = openEdits();
    const asked: Patch['body'][] = [];
    const api = apiOf(async ({ params, body }) => {
      asked.push(body);
      if (asked.length === 1) await edits.add(HERS, [{ id: 'x', basedOn: 1, changes: { notes: 'two' } }]);
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
    const edits = openEdits();
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
    const edits = openEdits();
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
    expect([a?.refused?.code, b?.conflict?.fields[0]?.field, await edits.countWaiting(HERS)]).toEqual(['invalid_input', 'notes', 0]);
  });

  it('stay whole where the answer is lost, and whatever order, end as the person last wrote them', async () => {
    const change = fc.oneof(
      fc.record({ notes: fc.string() }),
      fc.record({ stage: fc.constantFrom('saved' as const, 'applied' as const) }),
      fc.record({ posting: fc.record({ title: fc.string({ minLength: 1 }) }) }),
    );
    const steps = fc.array(fc.oneof(fc.record({ add: change }), fc.constant('send' as const), fc.constant('lost' as const)), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        createFakeDatabases();
        const edits = openEdits();
        let server = buildApplication({ changeNumber: 1 });
        let wanted: ReturnType<typeof applyChanges> = server;
        let lost = false;
        const api = apiOf(async ({ body }) => {
          expect(body.basedOn).toBeLessThanOrEqual(server.changeNumber);
          server = { ...(applyChanges(server, body.changes) as Application), changeNumber: server.changeNumber + 1 };
          if (lost) throw new TryLater('timeout');
          return server;
        });
        for (const step of [...history, 'send' as const]) {
          if (typeof step === 'object') {
            wanted = applyChanges(wanted, step.add);
            await edits.add(HERS, [{ id: server.id, basedOn: server.changeNumber, changes: step.add }]);
            continue;
          }
          lost = step === 'lost';
          await sendEdits({ edits, api, library, owner: HERS }).catch(() => undefined);
        }
        expect(await edits.all(HERS)).toEqual([]);
        expect([server.notes, server.stage, server.posting.title]).toEqual([wanted.notes, wanted.stage, wanted.posting.title]);
      }),
      { numRuns: 60 },
    );
  });
});
