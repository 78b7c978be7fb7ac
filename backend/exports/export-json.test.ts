import * as fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prose, type Application, type Event, type Snapshot } from '../../contract/index.ts';
import { Backup } from '../../contract/backup.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

async function exported(token: string): Promise<Backup> {
  const { text, headers } = await app.ask('GET', '/api/export.json', { token });
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="jackdaw-\d{4}-\d\d-\d\d\.json"$/);
  const json: unknown = JSON.parse(text);
  const backup = v.parse(Backup, json);
  expect(backup, 'the contract reads it as it is').toEqual(json);
  return backup;
}

describe('the JSON export', () => {
  it('of nothing is a backup of nothing', async () => {
    const { accessToken } = await app.signUp();
    expect(await exported(accessToken)).toMatchObject({ applications: [], trash: [], snapshots: [], events: [] });
  });

  it('has everything that the API shows of everything: applications, trash, snapshots, events', async () => {
    const { accessToken: token } = await app.signUp();
    const full = buildSave({
      posting: {
        location: 'Kraków',
        workplaceType: 'HYBRID',
        employmentType: 'FULL_TIME',
        salary: { min: 61_000.5, max: null, currency: 'EUR', period: 'YEAR' },
        datePosted: '2026-11-01',
        validThrough: '2026-12-24',
        description: '# Duties\n\n- count "jackdaws" \u2028 \u{1F426} \\n \\ \u0001\u0002',
      },
      postingKey: 'example:1',
      stage: 'applied',
      appliedOn: '2026-11-20',
      followUpOn: '2026-11-30',
      priority: 3,
      notes: 'Ask for Ada',
      tags: ['birds', 'c++'],
      origins: { title: { reader: 'json-ld', via: 'JobPosting.title' } },
      capturedAt: '2026-11-22T20:15:00.123Z',
      snapshot: '# Ornithologist\n',
    });
    const [first, trashed, second] = [
      await app.save(token, undefined, full),
      await app.save(token, undefined, full),
      await app.save(token),
    ];
    const edit = { basedOn: first.changeNumber, changes: { stage: 'closed', outcome: 'ghosted', posting: { salary: null } } };
    await app.ask('PATCH', `/api/applications/${first.id}`, { token, body: edit });
    await app.ask('DELETE', `/api/applications/${trashed.id}`, { token });

    const backup = await exported(token);
    const read = async <T>(path: string) => (await app.ask<T>('GET', `/api/applications/${path}`, { token })).body;
    expect(backup.applications).toEqual([await read<Application>(first.id), await read<Application>(second.id)]);
    expect(backup.trash).toEqual([await read<Application>(trashed.id)]);
    const ids = [first.id, trashed.id, second.id];
    const snapshots = await Promise.all(ids.map((id) => read<{ items: Snapshot[] }>(`${id}/snapshots`)));
    expect(backup.snapshots).toEqual(snapshots.flatMap(({ items }) => items));
    expect(backup.snapshots).toHaveLength(2);
    const events = await Promise.all(ids.map((id) => read<{ items: Event[] }>(`${id}/events`)));
    expect(new Set(backup.events)).toEqual(new Set(events.flatMap(({ items }) => items)));
    expect(backup.events.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'saved', 'stage_changed', 'deleted']);
  });

  it('gives every text back as it was sent, whatever it is', async () => {
    const { accessToken: token } = await app.signUp();
    const strings = fc.string({
      unit: fc.oneof(fc.constantFrom(...`"\\\n\r\t\u0001\u0002\u0003,.'`), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
    });
    const texts = fc.sample(strings, 60).map((text) => v.parse(prose(100), text));
    for (const text of texts) await app.save(token, undefined, buildSave({ notes: text, posting: { description: text }, snapshot: text }));
    const backup = await exported(token);
    expect(backup.applications.map(({ notes }) => notes)).toEqual(texts);
    expect(backup.applications.map(({ posting }) => posting.description)).toEqual(texts);
    expect(backup.snapshots.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
  });

  it('is one view of the data: what is saved while it is read is in it with all its parts, or not at all', async () => {
    const { accessToken: token } = await app.signUp();
    const reading = new AbortController();
    const writer = async (): Promise<void> => {
      while (!reading.signal.aborted) await app.save(token, undefined, buildSave({ snapshot: 'text' }));
    };
    const writers = [writer(), writer()];
    for (let n = 0; n < 8; n += 1) {
      const { applications, snapshots, events } = await exported(token);
      const of = (items: { applicationId: string }[]) => items.map(({ applicationId }) => applicationId).toSorted();
      const ids = applications.map(({ id }) => id).toSorted();
      expect(of(snapshots)).toEqual(ids);
      expect(of(events)).toEqual(ids);
    }
    reading.abort();
    await Promise.all(writers);
  });
});
