import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Changes } from '../../contract/index.ts';
import { startWithDatabase, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

const changes = (token: string, query = '', etag?: string) =>
  app.ask<Changes>('GET', `/api/changes${query}`, { token, headers: etag === undefined ? {} : { 'If-None-Match': etag } });

describe('the changes', () => {
  it('that are known already are 304 and nothing, until something changes', async () => {
    const { accessToken: token } = await app.signUp();
    const saved = await app.save(token);
    const first = await changes(token);
    const etag = first.headers.get('etag')!;
    const again = await changes(token, '', etag);
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    await app.ask('PATCH', `/api/applications/${saved.id}`, { token, body: { basedOn: 1, changes: { notes: 'x' } } });
    const later = await changes(token, '', etag);
    expect(later.status).toBe(200);
    expect(later.body.changeNumber).toBe(2);
    expect(later.headers.get('etag')).not.toBe(etag);
  });

  it('of another question or another person have another tag', async () => {
    const [ada, eve] = [await app.signUp(), await app.signUp()];
    for (const { accessToken } of [ada, eve]) await app.save(accessToken);
    const asked = [
      changes(ada.accessToken),
      changes(ada.accessToken, '?after=1'),
      changes(ada.accessToken, '?limit=1'),
      changes(eve.accessToken),
    ];
    const tags = (await Promise.all(asked)).map(({ headers }) => headers.get('etag'));
    expect(new Set(tags).size).toBe(4);
    expect((await changes(eve.accessToken, '', tags[0]!)).status).toBe(200);
  });
});
