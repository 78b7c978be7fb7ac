import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import type { Application, endpoints, NumberedEvent, Problem, ReplyOf } from '../../contract/index.ts';
import { buildSave, startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

/** `HISTORIES=500 npx vitest run --project backend backend/applications/two-devices.test.ts` is the long version. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 12);

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp()).accessToken;
});
afterAll(() => app.close());

const FIELDS = ['notes', 'priority', 'stage'] as const;
type Field = (typeof FIELDS)[number];
const VALUES: Record<Field, readonly unknown[]> = { notes: ['', 'a', 'b'], priority: [0, 1, 2], stage: ['saved', 'applied', 'offered'] };

const device = fc.constantFrom('phone', 'laptop');
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('edit' as const), device, fields: fc.subarray([...FIELDS], { minLength: 1 }), pick: fc.nat(2) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pull' as const), device }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), device, back: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('bulk' as const),
      device,
      fields: fc.subarray(['priority', 'stage'] as const, { minLength: 1 }),
      pick: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trash' as const), device }) },
);

/**
 * Two devices edit one application, alone or among many, each upon what it last saw. The model knows for each field its value and the change that gave it. No
 * device may replace a value that it has not seen without being shown it, and no value is ever without an event that can bring it back.
 */
it('no history of two devices loses a field without a conflict that shows both values', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const saved = await app.save(token, undefined, buildSave());
      const path = `/api/applications/${saved.id}`;
      let current = saved;
      const seen = { phone: saved, laptop: saved };
      const changedAt: Record<Field, number> = { notes: saved.changeNumber, priority: saved.changeNumber, stage: saved.changeNumber };
      const bulk = async (body: object) =>
        (await app.ask<ReplyOf<typeof endpoints.bulkEdit>>('POST', '/api/applications/bulk', { token, body })).body;
      const accept = (next: Application): void => {
        for (const field of FIELDS) if (next[field] !== current[field]) changedAt[field] = next.changeNumber;
        current = next;
      };
      for (const one of steps) {
        if (one.do === 'pull') {
          seen[one.device] = (await app.ask<Application>('GET', path, { token })).body;
          assert.deepEqual(seen[one.device], current);
        } else if (one.do === 'bulk') {
          const { changeNumber } = seen[one.device];
          const changes = Object.fromEntries(one.fields.map((field) => [field, VALUES[field][one.pick]]));
          const { items, conflicts } = await bulk({ ids: [saved.id], basedOn: [changeNumber], changes });
          const unseen = one.fields.filter((field) => changedAt[field] > changeNumber && current[field] !== changes[field]);
          assert.deepEqual(
            conflicts.flatMap(({ fields }) => fields.map(({ field, yours, theirs }) => [field, yours, theirs])).toSorted(),
            unseen.map((field) => [field, changes[field], current[field]]).toSorted(),
          );
          if (unseen.length > 0) {
            assert.deepEqual([items, conflicts[0]?.changeNumber], [[current], current.changeNumber]);
          } else {
            for (const field of one.fields) assert.equal(items[0]![field], changes[field]);
            accept(items[0]!);
            seen[one.device] = current;
          }
        } else if (one.do === 'trash') {
          const { changeNumber } = seen[one.device];
          const { items, conflicts } = await bulk({ ids: [saved.id], basedOn: [changeNumber], action: 'delete' });
          const unseen = current.deletedAt === null && current.changeNumber > changeNumber;
          assert.equal(conflicts.length, unseen ? 1 : 0, 'what was changed unseen was put away');
          if (conflicts.length === 0) current = (await bulk({ ids: [saved.id], action: 'restore' })).items[0]!;
          else assert.deepEqual(items, [current]);
        } else if (one.do === 'undo') {
          const { items } = (await app.ask<{ items: NumberedEvent[] }>('GET', `${path}/events`, { token })).body;
          const event = items.slice(1).at(-1 - one.back);
          if (event === undefined) continue;
          const reply = await app.ask<Application & Problem>('POST', `${path}/undo`, { token, body: { eventId: event.id } });
          const moved = FIELDS.filter(
            (field) => field in event.after && current[field] !== event.after[field] && current[field] !== event.before[field],
          );
          assert.equal(reply.status, moved.length > 0 ? 409 : 200);
          if (reply.status === 409) assert.deepEqual(reply.body.conflicts?.map(({ field }) => field).toSorted(), moved.toSorted());
          else accept(reply.body);
        } else {
          const based = seen[one.device];
          const changes = Object.fromEntries(one.fields.map((field) => [field, VALUES[field][one.pick]]));
          const reply = await app.ask<Application & Problem>('PATCH', path, { token, body: { basedOn: based.changeNumber, changes } });
          const unseen = one.fields.filter((field) => changedAt[field] > based.changeNumber && current[field] !== changes[field]);
          if (reply.status === 409) {
            assert.deepEqual(
              reply.body.conflicts?.map(({ field, yours, theirs }) => [field, yours, theirs]).toSorted(),
              unseen.map((field) => [field, changes[field], current[field]]).toSorted(),
            );
            assert.deepEqual(reply.body.current, current);
          } else {
            assert.deepEqual(unseen, [], 'a value that the device had not seen was replaced');
            for (const field of one.fields) assert.equal(reply.body[field], changes[field]);
            accept(reply.body);
            seen[one.device] = current;
          }
        }
        assert.deepEqual((await app.ask<Application>('GET', path, { token })).body, current);
      }
      // Backwards through the events, each change leads to the values before it, down to what was saved.
      const { items } = (await app.ask<{ items: NumberedEvent[] }>('GET', `${path}/events`, { token })).body;
      const values: Record<string, unknown> = { ...current };
      for (const { before, after } of items.slice(1).toReversed()) {
        for (const field of FIELDS) if (field in after) assert.equal(values[field], after[field]);
        Object.assign(values, before);
      }
      assert.deepEqual(
        FIELDS.map((field) => values[field]),
        FIELDS.map((field) => saved[field]),
      );
    }),
    { numRuns: HISTORIES, seed: 20_261_125 },
  );
}, 600_000);
