import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NumberedEvent, Session } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

interface Page {
  events: NumberedEvent[];
  changeNumber: number;
  more: boolean;
}

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let session: Session;

beforeAll(async () => {
  app = await startWithDatabase();
  session = await app.signUp();
  for (let n = 0; n < 5; n += 1) {
    const { id } = await app.save(session.accessToken, undefined, buildSave({ notes: `note ${n}` }));
    const body = { basedOn: n, changes: { stage: 'applied' } };
    await app.ask('PATCH', `/api/applications/${id}`, { token: session.accessToken, body });
  }
});
afterAll(() => app.close());

const page = async (after: number, limit: number) =>
  (await app.ask<Page>('GET', `/api/events?after=${after}&limit=${limit}`, { token: session.accessToken })).body;

async function readAll(limit: number): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  for (let more = true, after = 0; more;) {
    const next = await page(after, limit);
    events.push(...next.events);
    ({ more } = next);
    after = next.events.at(-1)?.changeNumber ?? after;
  }
  return events;
}

describe('the events of all applications', () => {
  it('come in order of change number, each once, whatever the length of a page', async () => {
    const all = await readAll(1000);
    expect(all.map(({ changeNumber, kind }) => [changeNumber, kind])).toEqual(
      Array.from({ length: 10 }, (_, n) => [n + 1, n % 2 === 0 ? 'saved' : 'stage_changed']),
    );
    for (const limit of [1, 3, 10]) expect(await readAll(limit)).toEqual(all);
    expect(await page(10, 5)).toEqual({ events: [], changeNumber: 10, more: false });
  });

  it('of one change stay on one page, as an import’s have one number between them', async () => {
    await asOwner(
      app.testDatabase,
      `insert into events (user_id, id, application_id, change_number, at, kind, by, before, after)
       select user_id, gen_random_uuid(), application_id, 6, at, 'noted', '', '{}', '{}' from events, generate_series(1, 4)
       where user_id = $1 and change_number = 6`,
      [session.user.id],
    );
    const all = await readAll(1000);
    expect(all).toHaveLength(14);
    for (const limit of [1, 2, 7]) expect(await readAll(limit)).toEqual(all);
  });
});
