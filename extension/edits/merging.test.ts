import process from 'node:process';
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
import { decideConflict } from './decide-conflict.ts';
import { changesOf, openEdits } from './edits.ts';
import { valuesIn, valuesOf } from './seen.ts';
import { sendEach, sendEdits } from './send-edits.ts';
import { sendTogether } from './send-together.ts';

/** `PROPERTY_RUNS=5000 npx vitest run --project unit extension/edits/merging.test.ts` is the long version. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 150);
const HERS = { server: 'https://a.example', userId: 'u' };

const change: fc.Arbitrary<ApplicationChanges> = fc.oneof(
  fc.record({ stage: fc.constantFrom('saved', 'applied', 'screening') }),
  fc.record({ tags: fc.constantFrom<string[]>(['one'], ['one', 'two'], []) }),
  fc.record({ posting: fc.record({ title: fc.constantFrom('A', 'B', 'C') }) }),
);
/** One of them, or both alike. */
const which = fc.constantFrom([0], [1], [0, 1]);
/**
 * `late`: the person pressed before an answer came, and it is on disk only after what the answer brought. `at once`: done to what is shown
 * and sent at once, without asking first what changed elsewhere.
 */
const own = fc.oneof(
  fc.record({ kind: fc.constantFrom('edit' as const, 'late' as const, 'at once' as const), which, change }),
  fc.record({ kind: fc.constantFrom('send' as const, 'lost' as const, 'sync' as const) }),
);
/** `raced`: it happens after this device asked what changed elsewhere, and before its own changes arrive. */
const elsewhere = fc.record({ kind: fc.constantFrom('elsewhere' as const, 'raced' as const), which, change });
/** The person looks at both values of each field in conflict, and keeps their own. */
const decide = fc.record({ kind: fc.constant('decide' as const) });

type ValueOf<Arb> = Arb extends fc.Arbitrary<infer One> ? One : never;
type Step = ValueOf<typeof own> | ValueOf<typeof elsewhere> | ValueOf<typeof decide>;

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
  const see = (id: string, field: string, value: unknown) => {
    knew.add(nameOf(id, field, value));
    if (Array.isArray(value)) for (const tag of value) knew.add(nameOf(id, 'tag', tag));
  };
  const unseen: string[] = [];
  server.replacing = (id, field, value) => {
    const name = nameOf(id, field, value);
    if (!knew.has(name)) unseen.push(name);
  };
  const wanted = new Map(rows.map((row) => [row.id, row]));
  const send = () => sendEdits(sending).catch(() => undefined);
  const sendAtOnce = async (ids: string[]) => {
    const sent = await sendTogether(sending, ids);
    await sendEach(
      sending,
      ids.filter((id) => !sent.has(id)),
      () => undefined,
    );
  };

  for (const step of [...history, { kind: 'send' as const }]) {
    server.answering = () => {
      if (step.kind === 'lost') throw new TryLater('timeout');
    };
    if (step.kind === 'edit' || step.kind === 'late' || step.kind === 'at once') {
      const additions = await Promise.all(
        step.which.map(async (at) => {
          const { id } = rows[at]!;
          const kept = await edits.get(HERS, id);
          const shown = applyChanges((await library.get(id))!, kept ? changesOf(kept) : null);
          const seen = valuesIn(shown, Object.keys(valuesOf(step.change)));
          for (const [field, value] of [...Object.entries(seen), ...Object.entries(valuesOf(step.change))]) see(id, field, value);
          wanted.set(id, applyChanges(wanted.get(id)!, step.change) as Application);
          return { id, basedOn: shown.changeNumber, changes: step.change, seen };
        }),
      );
      if (step.kind === 'late') await send();
      await edits.add(HERS, additions);
      if (step.kind === 'at once') await sendAtOnce(additions.map(({ id }) => id));
    } else if (step.kind === 'decide') {
      for (const { id, conflict } of await edits.all(HERS)) {
        for (const { field, theirs } of conflict?.fields ?? []) see(id, field, theirs);
        await decideConflict(sending, id, new Set(conflict?.fields.map(({ field }) => field)));
      }
    } else if (step.kind === 'raced') {
      server.failing = (name) => {
        if (name === 'listChanges') return;
        server.failing = () => undefined;
        for (const at of step.which) server.change(rows[at]!.id, step.change);
      };
      await send();
      server.failing = () => undefined;
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
    { numRuns: RUNS },
  );
});

it('what another device wrote is replaced only by somebody who saw it, or is told as a conflict', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: own }, { weight: 2, arbitrary: elsewhere }, { weight: 1, arbitrary: decide }), {
        maxLength: 12,
        size: 'max',
      }),
      async (history) => {
        const { left, unseen } = await live(history);
        expect(unseen).toEqual([]);
        for (const { conflict, refused } of left) expect([conflict !== null, refused]).toEqual([true, null]);
      },
    ),
    { numRuns: RUNS * 2 },
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
