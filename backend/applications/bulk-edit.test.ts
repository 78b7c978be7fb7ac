import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application, BulkConflict, Event, NumberedEvent, Problem } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

type Reply = { items: Application[]; missing: string[]; conflicts: BulkConflict[]; more: boolean } & Omit<Problem, 'conflicts'>;

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let token: string;
let userId: string;
let saved: Application[];

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  const session = await app.signUp(undefined, 'Firefox on Linux');
  [token, userId] = [session.accessToken, session.user.id];
  saved = [];
  for (let n = 0; n < 4; n += 1) saved.push(await app.save(token, undefined, buildSave({ tags: [`own ${n}`, 'old'], notes: `note ${n}` })));
});

const bulk = (body: object) => app.ask<Reply>('POST', '/api/applications/bulk', { token, body });
const ids = () => saved.map(({ id }) => id);
const eventsAfter = async (after: number) =>
  (await app.ask<{ events: NumberedEvent[]; changeNumber: number }>('GET', `/api/events?after=${after}`, { token })).body;

describe('a bulk edit', () => {
  it('changes all of them, each with an event of its own that keeps the values before, and change numbers without a gap', async () => {
    const changes = {
      stage: 'closed',
      outcome: 'ghosted',
      addTags: ['new', 'old'],
      removeTags: ['own 1'],
      priority: 3,
      followUpOn: '2026-12-24',
    };
    const { body } = await bulk({ ids: ids().toReversed(), changes });
    expect(body.missing).toEqual([]);
    expect(body.more).toBe(false);
    expect(body.items.map(({ id }) => id)).toEqual(ids().toReversed());
    expect(body.items.map(({ changeNumber }) => changeNumber)).toEqual([5, 6, 7, 8]);
    for (const [n, item] of body.items.toReversed().entries()) {
      const tags = n === 1 ? ['old', 'new'] : [`own ${n}`, 'old', 'new'];
      expect(item).toEqual({
        ...saved[n],
        stage: 'closed',
        outcome: 'ghosted',
        priority: 3,
        followUpOn: '2026-12-24',
        tags,
        changeNumber: 8 - n,
        updatedAt: body.items[0]!.updatedAt,
      });
      const { body: history } = await app.ask<{ items: Event[] }>('GET', `/api/applications/${item.id}/events`, { token });
      expect(history.items.slice(1)).toMatchObject([
        {
          kind: 'stage_changed',
          by: 'Firefox on Linux',
          before: { stage: 'saved', outcome: null, priority: 0, followUpOn: null, tags: [`own ${n}`, 'old'] },
          after: { stage: 'closed', outcome: 'ghosted', priority: 3, followUpOn: '2026-12-24', tags },
        },
      ]);
    }
    expect((await eventsAfter(4)).events.map(({ changeNumber }) => changeNumber)).toEqual([5, 6, 7, 8]);
  });

  it('gives all of them the day they were applied on, or takes it away; each event keeps the day before', async () => {
    const [first] = ids();
    await app.ask('PATCH', `/api/applications/${first}`, { token, body: { basedOn: 4, changes: { appliedOn: '2026-01-31' } } });
    const { body } = await bulk({ ids: ids(), changes: { stage: 'applied', appliedOn: '2026-02-01' } });
    expect(body.items.map(({ stage, appliedOn }) => [stage, appliedOn])).toEqual(ids().map(() => ['applied', '2026-02-01']));
    const before = (day: string | null) => ({ stage: 'saved', appliedOn: day });
    const { events } = await eventsAfter(5);
    expect(events.map((event) => event.before)).toEqual([before('2026-01-31'), before(null), before(null), before(null)]);
    expect(events.map(({ after }) => after)).toEqual(ids().map(() => ({ stage: 'applied', appliedOn: '2026-02-01' })));
    const cleared = await bulk({ ids: ids(), changes: { appliedOn: null } });
    expect(cleared.body.items.map(({ stage, appliedOn }) => [stage, appliedOn])).toEqual(ids().map(() => ['applied', null]));
    // The day stands where it stood again when the last change of it is undone.
    const { body: history } = await app.ask<{ items: Event[] }>('GET', `/api/applications/${first}/events`, { token });
    const eventId = history.items.at(-1)!.id;
    const undone = await app.ask<Application>('POST', `/api/applications/${first}/undo`, { token, body: { eventId } });
    expect(undone.body.appliedOn).toBe('2026-02-01');
  });

  it('moves into the trash and out of it; repeated it changes nothing', async () => {
    const deleted = await bulk({ ids: ids(), action: 'delete' });
    expect(deleted.body.items.every(({ deletedAt }) => deletedAt !== null)).toBe(true);
    expect((await bulk({ ids: ids(), action: 'delete' })).text).toBe(deleted.text);
    const restored = await bulk({ ids: ids(), action: 'restore' });
    expect(restored.body.items.every(({ deletedAt }) => deletedAt === null)).toBe(true);
    const { events, changeNumber } = await eventsAfter(4);
    expect(events.map(({ kind }) => kind)).toEqual([...ids().map(() => 'deleted'), ...ids().map(() => 'restored')]);
    expect(changeNumber).toBe(12);
  });

  it('writes no event and takes no change number where nothing changes, and names the ids that are nobody’s', async () => {
    await app.ask('PATCH', `/api/applications/${ids()[0]}`, { token, body: { basedOn: 4, changes: { priority: 2 } } });
    const [stranger, second] = [v7(), v7()];
    const { body } = await bulk({ ids: [stranger, ids()[0], second, ids()[0], ids()[1]], changes: { priority: 2 } });
    expect(body.items.map(({ id, changeNumber }) => [id, changeNumber])).toEqual([
      [ids()[0], 5],
      [ids()[1], 6],
    ]);
    expect(body.missing).toEqual([stranger, second]);
    expect((await eventsAfter(5)).events.map(({ applicationId }) => applicationId)).toEqual([ids()[1]]);
  });

  it('takes an outcome away where it opens an application again, and the event knows it', async () => {
    await bulk({ ids: ids().slice(0, 1), changes: { stage: 'closed', outcome: 'expired' } });
    const { body } = await bulk({ ids: ids(), changes: { stage: 'applied' } });
    expect(body.items.map(({ stage, outcome }) => [stage, outcome])).toEqual(ids().map(() => ['applied', null]));
    expect((await eventsAfter(5)).events.map(({ before }) => before)).toEqual([
      { stage: 'closed', outcome: 'expired' },
      ...[1, 2, 3].map(() => ({ stage: 'saved' })),
    ]);
  });

  it.each([
    ['an outcome for one that is not closed', { outcome: 'rejected' }, 'changes.outcome'],
    ['an outcome beside a stage that has none', { stage: 'offered', outcome: 'rejected' }, 'changes.outcome'],
    ['more tags than one may have', { addTags: Array.from({ length: 49 }, (_, n) => `tag ${n}`) }, 'changes.addTags'],
  ])('changes none of them for %s', async (_name, changes, path) => {
    // One that it would be right for, first.
    const first = 'outcome' in changes ? { stage: 'closed' } : { removeTags: ['own 0', 'old'] };
    await bulk({ ids: [ids()[0]], changes: first });
    const { changeNumber } = await eventsAfter(0);
    const { body } = await bulk({ ids: ids(), changes });
    expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path }] });
    expect((await eventsAfter(0)).changeNumber).toBe(changeNumber);
  });

  it.each([
    [{ ids: [] }, 'ids'],
    [{ ids: ['x'] }, 'ids.0'],
    [{ ids: Array.from({ length: 501 }, () => v7()) }, 'ids'],
    [{ ids: [v7()], changes: { notes: 'x' } }, 'changes.notes'],
    [{ ids: [v7()], action: 'burn' }, 'action'],
    [{ ids: [v7()], changes: { appliedOn: '2026-02-30' } }, 'changes.appliedOn'],
    [{ ids: [v7(), v7()], basedOn: [1] }, 'basedOn'],
    [{ ids: [v7()], basedOn: [-1] }, 'basedOn.0'],
  ])('refuses %j', async (body, path) => {
    expect((await bulk(body)).body).toMatchObject({ status: 422, errors: [{ path }] });
  });

  it('of 500 beside edits of the same ones loses neither: every change has its number, and no number is missing', async () => {
    await asOwner(
      app.testDatabase,
      `with more as (
         insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash)
         select $1, gen_random_uuid(), 4 + n, now(), now(), 't', '', 'https://x.example', 'saved', sha256('x') from generate_series(1, 496) n
         returning change_number)
       update users set change_number = (select max(change_number) from more) where id = $1`,
      [userId],
    );
    const { body } = await app.ask<{ changes: Application[] }>('GET', '/api/changes', { token });
    const all = body.changes.map(({ id }) => id);
    expect(all).toHaveLength(500);
    const edits = all
      .slice(0, 10)
      .map((id, n) => app.ask('PATCH', `/api/applications/${id}`, { token, body: { basedOn: 500, changes: { notes: `edited ${n}` } } }));
    const [one, two, ...edited] = await Promise.all([
      bulk({ ids: all, changes: { addTags: ['one'] } }),
      bulk({ ids: all, changes: { addTags: ['two'], priority: 1 } }),
      ...edits,
    ]);
    expect([one.status, two.status, ...edited.map(({ status }) => status)]).toEqual(Array.from({ length: 12 }, () => 200));
    const after = await app.ask<{ changes: Application[]; changeNumber: number }>('GET', '/api/changes?limit=1000', { token });
    expect(after.body.changeNumber).toBe(500 + 1010);
    for (const { tags, priority } of after.body.changes) {
      expect(new Set(tags)).toEqual(new Set([...tags, 'one', 'two']));
      expect(priority).toBe(1);
    }
    expect(after.body.changes.filter(({ notes }) => notes.startsWith('edited'))).toHaveLength(10);
    const numbers: number[] = [];
    for (let more = true, from = 500; more; from = numbers.at(-1)!) {
      const page = await app.ask<{ events: NumberedEvent[]; more: boolean }>('GET', `/api/events?after=${from}&limit=400`, { token });
      numbers.push(...page.body.events.map(({ changeNumber }) => changeNumber));
      ({ more } = page.body);
    }
    expect(numbers).toEqual(Array.from({ length: 1010 }, (_, n) => 501 + n));
  });

  it('of long texts answers with the first of them, and says that there are more', async () => {
    const long = buildSave({ posting: { description: '\u{1F426}'.repeat(100_000) }, notes: 'x'.repeat(100_000) });
    const many: string[] = [];
    for (let n = 0; n < 18; n += 1) many.push((await app.save(token, undefined, long)).id);
    const { body } = await bulk({ ids: many, changes: { priority: 1 } });
    expect(body.more).toBe(true);
    expect(body.items.length).toBeGreaterThan(1);
    expect(body.items.length).toBeLessThan(18);
    expect((await eventsAfter(22)).events).toHaveLength(18);
  });
});

describe('a bulk edit on a list that is not up to date', () => {
  /** The list as it was when all four were saved. */
  const upon = (body: object) => bulk({ ids: ids(), basedOn: [4, 4, 4, 4], ...body });
  const elsewhere = (at: number, changes: object) =>
    app.ask('PATCH', `/api/applications/${ids()[at]}`, { token, body: { basedOn: 4, changes, overwrite: true } });

  it('leaves what was changed elsewhere to another value, tells both values, and changes the others', async () => {
    await elsewhere(1, { stage: 'offered' });
    await elsewhere(2, { stage: 'applied' });
    await elsewhere(3, { notes: 'theirs' });
    const { body } = await upon({ changes: { stage: 'applied', priority: 2 } });
    expect(body.conflicts).toEqual([{ id: ids()[1], changeNumber: 5, fields: [{ field: 'stage', yours: 'applied', theirs: 'offered' }] }]);
    expect(body.items.map(({ stage, priority, changeNumber }) => [stage, priority, changeNumber])).toEqual([
      ['applied', 2, 8],
      ['offered', 0, 5],
      ['applied', 2, 9],
      ['applied', 2, 10],
    ]);
    expect(body.items[3]?.notes).toBe('theirs');
    // The same again is no conflict for those that it went through for, and goes through for the other on what was seen since.
    expect((await upon({ changes: { stage: 'applied' } })).body.conflicts.map(({ id }) => id)).toEqual([ids()[1]]);
    const seen = await bulk({ ids: ids(), basedOn: body.items.map(({ changeNumber }) => changeNumber), changes: { stage: 'applied' } });
    expect([seen.body.conflicts, seen.body.items[1]?.stage]).toEqual([[], 'applied']);
  });

  it('adds and removes tags among those that came meanwhile', async () => {
    await elsewhere(0, { tags: ['theirs', 'old'] });
    const { body } = await upon({ changes: { addTags: ['mine'], removeTags: ['old'] } });
    expect([body.conflicts, body.items[0]?.tags]).toEqual([[], ['theirs', 'mine']]);
  });

  it('asks before an outcome is given to what was opened again elsewhere', async () => {
    await upon({ changes: { stage: 'closed' } });
    await elsewhere(0, { stage: 'interviewing' });
    const { body } = await bulk({ ids: ids(), basedOn: [5, 6, 7, 8], changes: { outcome: 'ghosted' } });
    expect(body.conflicts.map(({ id, fields }) => [id, fields])).toEqual([
      [ids()[0], [{ field: 'outcome', yours: 'ghosted', theirs: null }]],
    ]);
    expect(body.items.map(({ outcome }) => outcome)).toEqual([null, 'ghosted', 'ghosted', 'ghosted']);
  });

  it('does not put away what was changed since, whatever it was; taking out of the trash is asked of nobody', async () => {
    await elsewhere(0, { notes: 'we talked' });
    await elsewhere(1, { tags: ['theirs'] });
    const { body } = await upon({ action: 'delete' });
    expect(body.conflicts.map(({ id, fields }) => [id, fields])).toEqual(
      [0, 1].map((at) => [ids()[at], [{ field: 'deletedAt', yours: expect.any(String), theirs: null }]]),
    );
    expect(body.items.map(({ deletedAt }) => deletedAt === null)).toEqual([true, true, false, false]);
    // Deleted elsewhere too is no disagreement.
    expect((await upon({ action: 'delete' })).body.conflicts).toHaveLength(2);
    const restored = await upon({ action: 'restore' });
    expect([restored.body.conflicts, restored.body.items.some(({ deletedAt }) => deletedAt !== null)]).toEqual([[], false]);
  });

  it('of clients that say nothing of what they saw wins, as it did for them', async () => {
    await elsewhere(0, { stage: 'offered' });
    const { body } = await bulk({ ids: ids(), changes: { stage: 'applied' } });
    expect([body.conflicts, body.items[0]?.stage]).toEqual([[], 'applied']);
  });

  it('replaces nothing that an edit beside it wrote, whichever of them came first', async () => {
    const replies = await Promise.all([
      upon({ changes: { priority: 1 } }),
      ...ids().map((_id, at) =>
        app.ask('PATCH', `/api/applications/${ids()[at]}`, { token, body: { basedOn: 4, changes: { priority: 3 } } }),
      ),
    ]);
    const lost = new Set(replies[0].body.conflicts.map(({ id }) => id));
    for (const [at, id] of ids().entries()) {
      const { body } = await app.ask<Application>('GET', `/api/applications/${id}`, { token });
      expect([replies[at + 1]?.status, body.priority]).toEqual(lost.has(id) ? [200, 3] : [409, 1]);
    }
  });
});
