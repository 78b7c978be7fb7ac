import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application, Event, Problem, Snapshot } from '../../contract/index.ts';
import { buildSave, startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let token: string;

beforeAll(async () => {
  app = await startWithDatabase();
  token = (await app.signUp('ada@example.org', 'Firefox on Linux')).accessToken;
});
afterAll(() => app.close());

const full = buildSave({
  posting: {
    location: 'Kraków',
    workplaceType: 'HYBRID',
    employmentType: 'FULL_TIME',
    salary: { min: 61_000.5, max: 70_000, currency: 'EUR', period: 'YEAR' },
    datePosted: '2026-11-01',
    validThrough: '2026-12-24',
    description: '# Duties\n\n- count "jackdaws" \u2028 \u{1F426}',
  },
  postingKey: 'example:1',
  stage: 'applied',
  appliedOn: '2026-11-20',
  followUpOn: '2026-11-30',
  priority: 3,
  notes: 'Ask for Ada',
  tags: ['birds', 'c++', 'birds'],
  origins: { title: { reader: 'json-ld', via: 'JobPosting.title' }, company: { reader: 'you', via: '' } },
  capturedAt: '2026-11-22T20:15:00.123+01:00',
  snapshot: '# Ornithologist',
});

describe('a save', () => {
  it('keeps every field, and answers with it', async () => {
    const id = v7();
    const saved = await app.save(token, id, full);
    expect(saved).toMatchObject({
      id,
      posting: full.posting,
      tags: ['birds', 'c++'],
      origins: full.origins,
      capturedAt: '2026-11-22T19:15:00.123Z',
      stage: 'applied',
      outcome: null,
      deletedAt: null,
      changeNumber: 1,
    });
    const { body } = await app.ask<Application>('GET', `/api/applications/${id}`, { token });
    expect(body).toEqual(saved);
  });

  it('keeps the snapshot with its hash, and says that it was saved and by which device', async () => {
    const { id } = await app.save(token, v7(), full);
    const { body: snapshots } = await app.ask<{ items: Snapshot[] }>('GET', `/api/applications/${id}/snapshots`, { token });
    expect(snapshots.items).toMatchObject([
      { text: '# Ornithologist', capturedAt: '2026-11-22T19:15:00.123Z', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    const { body: events } = await app.ask<{ items: Event[] }>('GET', `/api/applications/${id}/events`, { token });
    expect(events.items).toMatchObject([
      { kind: 'saved', by: 'Firefox on Linux', after: { stage: 'applied', 'posting.title': 'Ornithologist' } },
    ]);
  });

  it('refuses another body under the same id, and keeps the first', async () => {
    const { id } = await app.save(token);
    const reply = await app.ask('PUT', `/api/applications/${id}`, { token, body: buildSave({ notes: 'another' }) });
    expect(reply.body).toMatchObject({ status: 409, code: 'id_reused' });
  });

  it('repeated after an edit and after the trash, undoes neither', async () => {
    const { id, changeNumber } = await app.save(token, v7(), full);
    await app.ask('PATCH', `/api/applications/${id}`, { token, body: { basedOn: changeNumber, changes: { notes: 'edited' } } });
    const { body: deleted } = await app.ask<Application>('DELETE', `/api/applications/${id}`, { token });
    const again = await app.ask<Application>('PUT', `/api/applications/${id}`, { token, body: full });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(deleted);
    expect(again.body).toMatchObject({ notes: 'edited', deletedAt: expect.any(String) });
  });

  it('repeated 8 times at once under 200 ids makes each once, answers alike, and leaves no gap in the change numbers', async () => {
    const owner = (await app.signUp()).accessToken;
    const ids = Array.from({ length: 200 }, () => v7());
    const rounds = ids.flatMap((id) => Array.from({ length: 8 }, () => id));
    const replies = new Map<string, { status: number; text: string }[]>(ids.map((id) => [id, []]));
    // 64 at a time: more would only wait for the pool.
    const pending = [...rounds];
    const worker = async (): Promise<void> => {
      for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
        const { status, text } = await app.ask<Application>('PUT', `/api/applications/${id}`, { token: owner, body: full });
        replies.get(id)?.push({ status, text });
      }
    };
    await Promise.all(Array.from({ length: 64 }, worker));
    for (const of of replies.values()) {
      expect(of.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
      expect(new Set(of.map(({ text }) => text)).size).toBe(1);
    }
    const { body } = await app.ask<{ changes: Application[]; changeNumber: number }>('GET', '/api/changes?limit=1000', { token: owner });
    expect(body.changeNumber).toBe(200);
    expect(body.changes.map(({ changeNumber }) => changeNumber)).toEqual(ids.map((_, n) => n + 1));
    const counted = await app.ask<{ items: Event[] }>('GET', `/api/applications/${ids[0]}/events`, { token: owner });
    expect(counted.body.items).toHaveLength(1);
  }, 120_000);
});

describe('the trash', () => {
  it('takes and gives back; each repeated is no error and no change', async () => {
    const { id } = await app.save(token);
    const path = `/api/applications/${id}`;
    const deleted = await app.ask<Application>('DELETE', path, { token });
    expect(deleted.body.deletedAt).not.toBeNull();
    expect((await app.ask<Application>('DELETE', path, { token })).text).toBe(deleted.text);
    const restored = await app.ask<Application>('POST', `${path}/restore`, { token });
    expect(restored.body).toMatchObject({ deletedAt: null, changeNumber: deleted.body.changeNumber + 1 });
    expect((await app.ask<Application>('POST', `${path}/restore`, { token })).text).toBe(restored.text);
    const { body } = await app.ask<{ items: Event[] }>('GET', `${path}/events`, { token });
    expect(body.items.map(({ kind }) => kind)).toEqual(['saved', 'deleted', 'restored']);
  });

  it('is listed apart, and its tombstones are among the changes', async () => {
    const owner = (await app.signUp()).accessToken;
    const [kept, trashed] = [await app.save(owner), await app.save(owner)];
    await app.ask('DELETE', `/api/applications/${trashed.id}`, { token: owner });
    const list = async (query: string) =>
      (await app.ask<{ items: Application[] }>('GET', `/api/applications${query}`, { token: owner })).body.items;
    expect((await list('')).map(({ id }) => id)).toEqual([kept.id]);
    expect((await list('?deleted=true')).map(({ id }) => id)).toEqual([trashed.id]);
    const { body } = await app.ask<{ changes: Application[] }>('GET', `/api/changes?after=2`, { token: owner });
    expect(body.changes).toMatchObject([{ id: trashed.id, changeNumber: 3, deletedAt: expect.any(String) }]);
  });
});

it('answers not_found for an id of nobody, on every path of it', async () => {
  const id = v7();
  const asked = await Promise.all([
    app.ask('GET', `/api/applications/${id}`, { token }),
    app.ask('PATCH', `/api/applications/${id}`, { token, body: { basedOn: 0, changes: { notes: 'x' } } }),
    app.ask('DELETE', `/api/applications/${id}`, { token }),
    app.ask('POST', `/api/applications/${id}/restore`, { token }),
    app.ask('GET', `/api/applications/${id}/events`, { token }),
    app.ask('GET', `/api/applications/${id}/snapshots`, { token }),
  ]);
  expect(asked.map(({ body }: { body: Problem }) => body.code)).toEqual(Array.from({ length: 6 }, () => 'not_found'));
});
