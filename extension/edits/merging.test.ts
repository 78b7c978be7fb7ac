import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Application, ApplicationChanges } from '../../contract/application.ts';
import { TryLater } from '../api/errors.ts';
import { openLibrary } from '../library/library.ts';
import { syncLibrary } from '../library/sync-library.ts';
import { buildApplication } from '../testing/build-application.ts';
import { createFakeDatabases } from '../testing/fake-databases.ts';
import { createFakeServer } from '../testing/fake-server.ts';
import { applyChanges } from './changes.ts';
import { changesOf, openEdits } from './edits.ts';
import { valuesIn, valuesOf } from './seen.ts';
import { sendEdits } from './send-edits.ts';

const HERS = { server: 'https://a.example', userId: 'u' };

const change: fc.Arbitrary<ApplicationChanges> = fc.oneof(
  fc.record({ stage: fc.constantFrom('saved', 'applied', 'screening') }),
  fc.record({ tags: fc.constantFrom<string[]>(['one'], ['one', 'two'], []) }),
  fc.record({ posting: fc.record({ title: fc.constantFrom('A', 'B', 'C') }) }),
);
/** One of them, or both alike. */
const which = fc.constantFrom([0], [1], [0, 1]);
/** `late`: the person pressed before an answer came, and it is on disk only after what the answer brought. */
const own = fc.oneof(
  fc.record({ kind: fc.constantFrom('edit' as const, 'late' as const), which, change }),
  fc.record({ kind: fc.constantFrom('send' as const, 'lost' as const, 'sync' as const) }),
);
const elsewhere = fc.record({ kind: fc.constant('elsewhere' as const), which, change });

type Step =
  typeof own extends fc.Arbitrary<infer One> ? One | { kind: 'elsewhere'; which: readonly number[]; change: ApplicationChanges } : never;

/** One device that goes through all this; `knew` are the values that its person saw or wrote, `unseen` those they replaced without. */
async function live(history: readonly Step[]) {
  createFakeDatabases();
  const rows = [buildApplication(), buildApplication()];
  const server = createFakeServer(rows);
  const [edits, library] = [openEdits(), openLibrary(HERS)];
  await library.putAll(rows);
  const sending = { edits, api: server.api, library, owner: HERS };
  const nameOf = (id: string, field: string, value: unknown) => `${id} ${field} ${JSON.stringify(value)}`;
  const knew = new Set<string>();
  const unseen: string[] = [];
  server.replacing = (id, field, value) => {
    const name = nameOf(id, field, value);
    if (!knew.has(name)) unseen.push(name);
  };
  const wanted = new Map(rows.map((row) => [row.id, row]));
  const send = () => sendEdits(sending).catch(() => undefined);

  for (const step of [...history, { kind: 'send' as const }]) {
    server.answering = () => {
      if (step.kind === 'lost') throw new TryLater('timeout');
    };
    if (step.kind === 'edit' || step.kind === 'late') {
      const additions = await Promise.all(
        step.which.map(async (at) => {
          const { id } = rows[at]!;
          const kept = await edits.get(HERS, id);
          const shown = applyChanges((await library.get(id))!, kept ? changesOf(kept) : null);
          const seen = valuesIn(shown, Object.keys(valuesOf(step.change)));
          for (const [field, value] of [...Object.entries(seen), ...Object.entries(valuesOf(step.change))])
            knew.add(nameOf(id, field, value));
          wanted.set(id, applyChanges(wanted.get(id)!, step.change) as Application);
          return { id, basedOn: shown.changeNumber, changes: step.change, seen };
        }),
      );
      if (step.kind === 'late') await send();
      await edits.add(HERS, additions);
    } else if (step.kind === 'elsewhere') for (const at of step.which) server.change(rows[at]!.id, step.change);
    else if (step.kind === 'sync') await syncLibrary(server.api, library);
    else await send();
  }
  const left = await edits.all(HERS);
  const told = (all: Iterable<Application>) => [...all].map(({ stage, tags, posting }) => [stage, tags.toSorted(), posting.title]);
  return { left, unseen, stored: told(server.applications.values()), wanted: told(wanted.values()) };
}

it('nobody is in conflict with themselves, whatever answers were lost or came late; all ends as the person last wrote it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(own, { maxLength: 10, size: 'max' }), async (history) => {
      const { left, stored, wanted } = await live(history);
      expect(left).toEqual([]);
      expect(stored).toEqual(wanted);
    }),
    { numRuns: 150 },
  );
});

it('what another device wrote is replaced only by somebody who saw it, or is told as a conflict', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(own, elsewhere), { maxLength: 10, size: 'max' }), async (history) => {
      const { left, unseen } = await live(history);
      expect(unseen).toEqual([]);
      for (const { conflict, refused } of left) expect([conflict !== null, refused]).toEqual([true, null]);
    }),
    { numRuns: 150 },
  );
});

it('what was done offline is sent in as few requests as there are ways to change, after asking once what changed elsewhere', async () => {
  createFakeDatabases();
  const rows = Array.from({ length: 40 }, () => buildApplication());
  const server = createFakeServer(rows);
  const [edits, library] = [openEdits(), openLibrary(HERS)];
  await library.putAll(rows);
  for (const [at, { id, changeNumber, stage, tags }] of rows.entries()) {
    await edits.add(HERS, [{ id, basedOn: changeNumber, changes: { stage: 'applied' }, seen: { stage } }]);
    // Every other was tagged too.
    if (at % 2 === 0) await edits.add(HERS, [{ id, basedOn: changeNumber, changes: { tags: ['mine'] }, seen: { tags } }]);
  }
  server.change(rows[0]!.id, { tags: ['theirs'] });
  server.change(rows[1]!.id, { notes: 'theirs' });
  expect(await sendEdits({ edits, api: server.api, library, owner: HERS })).toBe(39);
  expect(server.asked.map(({ name }) => name)).toEqual(['listChanges', 'bulkEdit', 'bulkEdit', 'editApplication']);
  expect([...server.applications.values()].slice(1, 3)).toMatchObject([
    { stage: 'applied', notes: 'theirs' },
    { stage: 'applied', tags: ['mine'] },
  ]);
  expect((await edits.all(HERS)).map(({ id, conflict }) => [id, conflict?.fields])).toEqual([
    [rows[0]!.id, [{ field: 'tags', yours: ['mine'], theirs: ['theirs'] }]],
  ]);
});
