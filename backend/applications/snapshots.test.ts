import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application, EditApplicationInput, Snapshot } from '../../contract/index.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

async function start() {
  const { accessToken: token } = await app.signUp();
  const { id } = await app.save(token, undefined, buildSave({ snapshot: '# First', capturedAt: '2026-05-01T08:00:00Z' }));
  const edit = (body: Partial<EditApplicationInput>) =>
    app.ask<Application>('PATCH', `/api/applications/${id}`, { token, body: { basedOn: 1, changes: {}, ...body } });
  const texts = async () => {
    const { body } = await app.ask<{ items: Snapshot[] }>('GET', `/api/applications/${id}/snapshots`, { token });
    return body.items.map(({ text, capturedAt }) => `${text} of ${capturedAt.slice(0, 10)}`);
  };
  return { token, id, edit, texts };
}

describe('a posting that was read again', () => {
  it('keeps what it said then beside what it said before, with the fields that changed', async () => {
    const { edit, texts } = await start();
    const { body } = await edit({
      changes: { posting: { title: 'Senior Ornithologist' } },
      snapshot: '# Second',
      capturedAt: '2026-06-01T08:00:00+02:00',
    });
    expect(body).toMatchObject({ posting: { title: 'Senior Ornithologist' }, changeNumber: 2 });
    expect(await texts()).toEqual(['# Second of 2026-06-01', '# First of 2026-05-01']);
  });

  it('keeps it also where no field changed, which is no change of the application', async () => {
    const { edit, texts } = await start();
    expect((await edit({ snapshot: '# Second', capturedAt: '2026-06-01T08:00:00Z' })).body.changeNumber).toBe(1);
    expect(await texts()).toEqual(['# Second of 2026-06-01', '# First of 2026-05-01']);
  });

  it('keeps a text once, however often and however many at once it is read', async () => {
    const { edit, texts } = await start();
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        edit({ changes: n % 2 === 0 ? {} : { priority: 1 }, snapshot: n % 3 === 0 ? '# First' : '# Second' }),
      ),
    );
    expect((await texts()).map((text) => text.slice(0, 8)).toSorted()).toEqual(['# First ', '# Second']);
  });

  it('keeps nothing of an edit that is refused', async () => {
    const { edit, texts } = await start();
    await edit({ changes: { notes: 'mine' } });
    expect((await edit({ changes: { notes: 'yours' }, snapshot: '# Second' })).status).toBe(409);
    expect((await edit({ changes: { outcome: 'accepted' }, snapshot: '# Second' })).status).toBe(422);
    expect(await texts()).toEqual(['# First of 2026-05-01']);
  });

  it('of another user keeps nothing', async () => {
    const { id, texts } = await start();
    const { accessToken: token } = await app.signUp();
    const reply = await app.ask('PATCH', `/api/applications/${id}`, { token, body: { basedOn: 1, changes: {}, snapshot: '# Forged' } });
    expect(reply.status).toBe(404);
    expect(await texts()).toEqual(['# First of 2026-05-01']);
  });
});
