import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application, EditApplicationInput, Event, Problem } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let token: string;
let saved: Application;
let path: string;

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp()).accessToken;
});
afterAll(() => app.close());
beforeEach(async () => {
  const salary = { min: 50_000, max: null, currency: 'EUR', period: 'YEAR' } as const;
  saved = await app.save(token, undefined, buildSave({ posting: { salary, description: 'text' }, notes: 'first', tags: ['a'] }));
  path = `/api/applications/${saved.id}`;
});

const read = async () => (await app.ask<Application>('GET', path, { token })).body;
const edit = async (changes: EditApplicationInput['changes']) => {
  const { changeNumber } = await read();
  const { body, status } = await app.ask<Application>('PATCH', path, { token, body: { basedOn: changeNumber, changes } });
  expect(status).toBe(200);
  return body;
};
const events = async () => (await app.ask<{ items: Event[] }>('GET', `${path}/events`, { token })).body.items;
const undo = async (event: Event) => app.ask<Application & Problem>('POST', `${path}/undo`, { token, body: { eventId: event.id } });
const undoLast = async () => undo((await events()).at(-1)!);
/** What an undo has to bring back: everything but what tells that something happened. */
const lasting = (application: Application) => ({ ...application, changeNumber: 0, updatedAt: '' });

describe('an undo', () => {
  it.each<[string, EditApplicationInput['changes']]>([
    ['a stage', { stage: 'applied', appliedOn: '2026-11-20' }],
    ['an outcome with its stage', { stage: 'closed', outcome: 'declined' }],
    ['notes', { notes: '' }],
    ['tags', { tags: [] }],
    ['a salary taken away', { posting: { salary: null } }],
    [
      'every field of a posting',
      {
        posting: {
          title: 'T',
          company: '',
          location: 'L',
          workplaceType: 'REMOTE',
          employmentType: 'INTERN',
          salary: { min: 1, max: 2, currency: 'PLN', period: 'HOUR' },
          datePosted: '2026-01-01',
          validThrough: '2026-02-01',
          description: null,
          url: 'https://x.example/',
        },
        priority: 3,
        followUpOn: '2026-12-01',
      },
    ],
  ])('of %s gives back what was, is told as an event, and can itself be undone', async (_name, changes) => {
    const edited = await edit(changes);
    const undone = await undoLast();
    expect(undone.status).toBe(200);
    expect(lasting(undone.body)).toEqual(lasting(saved));
    const [, first, second] = await events();
    expect(second).toMatchObject({ kind: 'undone', before: first!.after, after: first!.before });
    const redone = await undoLast();
    expect(lasting(redone.body)).toEqual(lasting(edited));
    expect(redone.body.changeNumber).toBe(saved.changeNumber + 3);
  });

  it('of the trash takes out, of a restore puts back, and of either undo the other way', async () => {
    const { body: deleted } = await app.ask<Application>('DELETE', path, { token });
    expect((await undoLast()).body.deletedAt).toBeNull();
    expect((await undoLast()).body.deletedAt).toBe(deleted.deletedAt);
    await app.ask('POST', `${path}/restore`, { token });
    expect((await undoLast()).body.deletedAt).toBe(deleted.deletedAt);
  });

  it('of one application in a bulk edit leaves the others as they are', async () => {
    const other = await app.save(token);
    const body = { ids: [saved.id, other.id], changes: { stage: 'applied', addTags: ['bulk'] }, action: 'delete' };
    await app.ask('POST', '/api/applications/bulk', { token, body });
    expect(lasting((await undoLast()).body)).toEqual(lasting(saved));
    const { body: kept } = await app.ask<Application>('GET', `/api/applications/${other.id}`, { token });
    expect(kept).toMatchObject({ stage: 'applied', tags: ['bulk'], deletedAt: expect.any(String) });
  });

  it('keeps what was changed beside it since', async () => {
    await edit({ notes: 'second', priority: 1 });
    await edit({ posting: { title: 'Lead' } });
    const undone = await undo((await events())[1]!);
    expect(undone.body).toMatchObject({ notes: 'first', priority: 0, posting: { title: 'Lead' } });
  });

  it('refuses where a field was changed since, with both values, and changes nothing of it', async () => {
    await edit({ notes: 'second', priority: 1 });
    const current = await edit({ notes: 'third' });
    const { body } = await undo((await events())[1]!);
    expect(body).toMatchObject({
      status: 409,
      code: 'conflict',
      conflicts: [{ field: 'notes', yours: 'first', theirs: 'third' }],
      current,
    });
    expect(await read()).toEqual(current);
  });

  it('goes by values: changed away and back is as the event left it, and what is as before already is no conflict', async () => {
    await edit({ notes: 'second' });
    await edit({ notes: 'third' });
    await edit({ notes: 'second' });
    const [, first] = await events();
    expect((await undo(first!)).body).toMatchObject({ notes: 'first' });
    const again = await undo(first!);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(await read());
    expect((await events()).filter(({ kind }) => kind === 'undone')).toHaveLength(1);
  });

  it('does not take an outcome away that somebody gave since: that is a conflict', async () => {
    await edit({ stage: 'closed' });
    await edit({ outcome: 'accepted' });
    const { body } = await undo((await events())[1]!);
    expect(body).toMatchObject({ code: 'conflict', conflicts: [{ field: 'outcome', yours: null, theirs: 'accepted' }] });
  });

  it('at the same moment from ten devices happens once', async () => {
    await edit({ notes: 'second' });
    const event = (await events())[1]!;
    const replies = await Promise.all(Array.from({ length: 10 }, () => undo(event)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect((await events()).map(({ kind }) => kind)).toEqual(['saved', 'noted', 'undone']);
  });

  it('is not for a save, for an event of another application, or for none', async () => {
    expect((await undoLast()).body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'eventId' }] });
    await edit({ notes: 'second' });
    const event = (await events())[1]!;
    const other = await app.save(token);
    const body = { eventId: event.id };
    expect((await app.ask('POST', `/api/applications/${other.id}/undo`, { token, body })).body).toMatchObject({ code: 'not_found' });
    expect((await undo({ ...event, id: v7() })).body).toMatchObject({ code: 'not_found' });
  });

  it('believes no event: one that came with an import may hold anything', async () => {
    for (const before of [
      { stage: 'dreaming' },
      { user_id: saved.id },
      { priority: 9 },
      { deletedAt: 'x' },
      { 'posting.title': '' },
      { tags: 'a' },
    ]) {
      const id = v7();
      await asOwner(
        app.testDatabase,
        `insert into events (user_id, id, application_id, change_number, at, kind, by, before, after)
         select user_id, $2, id, change_number, now(), 'edited', '', $3::jsonb, $3::jsonb from applications where id = $1`,
        [saved.id, id, JSON.stringify(before)],
      );
      const reply = await app.ask('POST', `${path}/undo`, { token, body: { eventId: id } });
      expect(reply.body, JSON.stringify(before)).toMatchObject({ status: 422, errors: [{ path: 'eventId' }] });
    }
  });
});
