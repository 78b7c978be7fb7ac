import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application, EditApplicationInput, Event, Problem } from '../../contract/index.ts';
import { buildSave, startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let token: string;
let saved: Application;

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp()).accessToken;
});
afterAll(() => app.close());

const salary = { min: 50_000, max: 60_000, currency: 'EUR', period: 'YEAR' } as const;
const begin = async () => {
  saved = await app.save(token, undefined, buildSave({ posting: { salary }, notes: 'first' }));
  return saved;
};
const edit = (body: EditApplicationInput) => app.ask<Application & Problem>('PATCH', `/api/applications/${saved.id}`, { token, body });
const events = async () => (await app.ask<{ items: Event[] }>('GET', `/api/applications/${saved.id}/events`, { token })).body.items;

describe('an edit', () => {
  it('changes what it names, and nothing else; the event keeps the values before and after', async () => {
    const { changeNumber } = await begin();
    const { body, status } = await edit({
      basedOn: changeNumber,
      changes: { posting: { title: 'Lead ornithologist', salary: null }, stage: 'applied', appliedOn: '2026-11-20', tags: ['b', 'a'] },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...saved,
      posting: { ...saved.posting, title: 'Lead ornithologist', salary: null },
      stage: 'applied',
      appliedOn: '2026-11-20',
      tags: ['b', 'a'],
      changeNumber: changeNumber + 1,
      updatedAt: body.updatedAt,
    });
    expect((await events()).at(-1)).toMatchObject({
      kind: 'stage_changed',
      before: { 'posting.title': 'Ornithologist', 'posting.salary': salary, stage: 'saved', appliedOn: null, tags: [] },
      after: { 'posting.title': 'Lead ornithologist', 'posting.salary': null, stage: 'applied', appliedOn: '2026-11-20', tags: ['b', 'a'] },
    });
  });

  it('that changes nothing answers with the row, takes no change number and is no event', async () => {
    const { changeNumber } = await begin();
    for (const changes of [{}, { notes: 'first', stage: 'saved' as const, posting: { salary } }]) {
      expect((await edit({ basedOn: changeNumber, changes })).body).toEqual(saved);
    }
    expect(await events()).toHaveLength(1);
  });

  it('of notes alone is told as noted, of other fields as edited', async () => {
    const { changeNumber } = await begin();
    await edit({ basedOn: changeNumber, changes: { notes: 'second' } });
    await edit({ basedOn: changeNumber, changes: { priority: 2, followUpOn: '2026-12-01' } });
    expect((await events()).map(({ kind }) => kind)).toEqual(['saved', 'noted', 'edited']);
  });
});

describe('two devices that edit from the same state', () => {
  it('merge where they changed different fields', async () => {
    const { changeNumber } = await begin();
    const [phone, laptop] = await Promise.all([
      edit({ basedOn: changeNumber, changes: { notes: 'from the phone' } }),
      edit({ basedOn: changeNumber, changes: { posting: { title: 'From the laptop' }, priority: 3 } }),
    ]);
    expect([phone.status, laptop.status]).toEqual([200, 200]);
    const { body } = await app.ask<Application>('GET', `/api/applications/${saved.id}`, { token });
    expect(body).toMatchObject({
      notes: 'from the phone',
      posting: { title: 'From the laptop' },
      priority: 3,
      changeNumber: changeNumber + 2,
    });
  });

  it('are told of the field that both changed, with both values and the state there is, and nothing is written', async () => {
    const { changeNumber } = await begin();
    const first = await edit({ basedOn: changeNumber, changes: { notes: 'theirs', posting: { company: 'Rookery' } } });
    const second = await edit({ basedOn: changeNumber, changes: { notes: 'yours', priority: 1 } });
    expect(second.body).toMatchObject({
      code: 'conflict',
      conflicts: [{ field: 'notes', yours: 'yours', theirs: 'theirs' }],
      current: first.body,
    });
    const { body } = await app.ask<Application>('GET', `/api/applications/${saved.id}`, { token });
    expect(body).toEqual(first.body);
  });

  it('do not disagree where both chose the same value', async () => {
    const { changeNumber } = await begin();
    await edit({ basedOn: changeNumber, changes: { notes: 'same' } });
    const { status, body } = await edit({ basedOn: changeNumber, changes: { notes: 'same', priority: 1 } });
    expect(status).toBe(200);
    expect(body).toMatchObject({ notes: 'same', priority: 1 });
  });

  it('let one side win when it says so, and the event keeps what it overwrote', async () => {
    const { changeNumber } = await begin();
    await edit({ basedOn: changeNumber, changes: { notes: 'theirs' } });
    const { body } = await edit({ basedOn: changeNumber, changes: { notes: 'yours' }, overwrite: true });
    expect(body.notes).toBe('yours');
    expect((await events()).at(-1)).toMatchObject({ before: { notes: 'theirs' }, after: { notes: 'yours' } });
  });

  it('write at the same moment and lose nothing: 20 at once, one wins, 19 are shown its value', async () => {
    const { changeNumber } = await begin();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => edit({ basedOn: changeNumber, changes: { notes: `writer ${n}` } })),
    );
    const winners = replies.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    for (const { body } of replies.filter(({ status }) => status !== 200)) {
      expect(body).toMatchObject({ code: 'conflict', conflicts: [{ theirs: winners[0]?.body.notes }] });
    }
  });
});

describe('an outcome', () => {
  it('is only for a closed application, by field', async () => {
    const { changeNumber } = await begin();
    const wrong = await edit({ basedOn: changeNumber, changes: { outcome: 'rejected' } });
    expect(wrong.body).toMatchObject({ status: 422, code: 'invalid_input', errors: [{ path: 'changes.outcome' }] });
    const right = await edit({ basedOn: changeNumber, changes: { outcome: 'rejected', stage: 'closed' } });
    expect(right.body).toMatchObject({ stage: 'closed', outcome: 'rejected' });
  });

  it('goes when the application is opened again, and the event knows it', async () => {
    const { changeNumber } = await begin();
    const closed = await edit({ basedOn: changeNumber, changes: { outcome: 'ghosted', stage: 'closed' } });
    const opened = await edit({ basedOn: closed.body.changeNumber, changes: { stage: 'interviewing' } });
    expect(opened.body).toMatchObject({ stage: 'interviewing', outcome: null });
    expect((await events()).at(-1)).toMatchObject({ before: { stage: 'closed', outcome: 'ghosted' }, after: { outcome: null } });
  });

  it('named by one device while the other opened the application again is a conflict and no mistake', async () => {
    const { changeNumber } = await begin();
    const closed = await edit({ basedOn: changeNumber, changes: { stage: 'closed' } });
    await edit({ basedOn: closed.body.changeNumber, changes: { stage: 'offered' } });
    const { body } = await edit({ basedOn: closed.body.changeNumber, changes: { outcome: 'accepted' } });
    expect(body).toMatchObject({ code: 'conflict', conflicts: [{ field: 'outcome', yours: 'accepted', theirs: null }] });
  });
});

it('a salary whose ends are the wrong way round is refused by field', async () => {
  const { changeNumber } = await begin();
  const { body } = await edit({ basedOn: changeNumber, changes: { posting: { salary: { ...salary, min: 70_000 } } } });
  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'changes.posting.salary' }] });
});
