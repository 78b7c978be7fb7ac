import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Application, Session } from '../../contract/index.ts';
import { userTransaction } from '../postgres/user-transaction.ts';
import { buildSave, startWithDatabase, type TestApp } from '../testing/start-test-app.ts';
import { ApplicationModel } from './application-model.ts';
import { EventModel } from './event-model.ts';

let app: TestApp;
let ada: Session;
let saved: Application;

beforeAll(async () => {
  app = await startWithDatabase();
  ada = await app.signUp();
  saved = await app.save(ada.accessToken, undefined, buildSave({ tags: ['a', 'b'], snapshot: 'text' }));
});
afterAll(() => app.close());

describe('a model', () => {
  it('starts from its owner, and knows events and snapshots of the row', async () => {
    const rows = await userTransaction(app.database, ada.user.id, async (trx) =>
      ApplicationModel.ownedBy(ada.user, trx).findOne('id', saved.id).withGraphFetched('[events, snapshots]'),
    );
    expect(rows).toBeInstanceOf(ApplicationModel);
    expect(rows).toMatchObject({ userId: ada.user.id, title: 'Ornithologist', tags: ['a', 'b'], stage: 'saved' });
    expect(rows?.events?.map(({ kind, applicationId }) => [kind, applicationId])).toEqual([['saved', saved.id]]);
    expect(rows?.snapshots?.map(({ text }) => text)).toEqual(['text']);
  });

  it('sets no field that was not read', async () => {
    const [row] = await userTransaction(app.database, ada.user.id, async (trx) => ApplicationModel.ownedBy(ada.user, trx).select('id'));
    expect(Object.keys(row!)).toEqual(['id']);
  });

  it('of another owner finds nothing, also for who is allowed to see it', async () => {
    const rows = await userTransaction(app.database, ada.user.id, async (trx) => EventModel.ownedBy({ id: saved.id }, trx));
    expect(rows).toEqual([]);
  });
});
