import * as fc from 'fast-check';
import * as v from 'valibot';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Backup, splitBackup } from '../../contract/backup.ts';
import { OUTCOMES, STAGES, type Application, type SaveApplicationInput } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { sendFile } from '../testing/send-file.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

const exported = async (token: string): Promise<Backup> =>
  v.parse(Backup, JSON.parse((await app.ask('GET', '/api/export.json', { token })).text));
const restore = (token: string, backup: Backup) => sendFile(app, token, JSON.stringify(backup), { type: 'application/json' });
const wipe = (userId: string) => asOwner(app.testDatabase, 'delete from applications where user_id = $1', [userId]);

/** Everything but when it was exported, and the change numbers, which are the account's own; each list by id. */
function dataOf({ applications, trash, snapshots, events }: Backup): unknown {
  const byId = <T extends { id: string }>(items: readonly T[]): T[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const bare = (items: readonly Application[]): unknown[] => byId(items).map((one) => ({ ...one, changeNumber: null }));
  return { applications: bare(applications), trash: bare(trash), snapshots: byId(snapshots), events: byId(events) };
}

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const saves: fc.Arbitrary<SaveApplicationInput> = fc
  .record({
    title: text,
    company: text,
    description: fc.option(text),
    notes: text,
    tags: fc.array(fc.stringMatching(/^[a-z;\\"]{1,8}$/), { maxLength: 3 }),
    stage: fc.constantFrom(...STAGES),
    snapshot: fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })),
    min: fc.option(fc.integer({ min: 0, max: 99_999_999 }).map((cents) => cents / 100)),
  })
  .map(({ title, company, description, min, ...pursuit }) =>
    buildSave({
      ...pursuit,
      posting: {
        title: `${title}x`,
        company,
        description,
        salary: min === null ? null : { min, max: null, currency: 'EUR', period: 'YEAR' },
      },
      origins: { title: { reader: 'you', via: 'form' } },
      capturedAt: '2026-11-22T20:15:00.123Z',
    }),
  );
/** What a person does with one application after the other. */
const life = fc.record({
  save: saves,
  edits: fc.array(fc.record({ notes: text, outcome: fc.constantFrom(...OUTCOMES) }), { maxLength: 2 }),
  deleted: fc.boolean(),
});

async function live(token: string, { save, edits, deleted }: typeof life extends fc.Arbitrary<infer One> ? One : never): Promise<void> {
  const { id } = await app.save(token, v7(), save);
  for (const { notes, outcome } of edits) {
    const body = { basedOn: 0, overwrite: true, changes: { notes, stage: 'closed', outcome } };
    await app.ask('PATCH', `/api/applications/${id}`, { token, body });
  }
  if (deleted) await app.ask('DELETE', `/api/applications/${id}`, { token });
}

describe('an exported backup', () => {
  it('brings everything back after a wipe, and into another account: ids, trash, snapshots and events, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 6000 }), async (lives, partLength) => {
        const { accessToken: token, user } = await app.signUp();
        for (const one of lives) await live(token, one);
        const before = await exported(token);
        expect([...before.applications, ...before.trash]).toHaveLength(lives.length);

        await wipe(user.id);
        expect(dataOf(await exported(token))).toEqual({ applications: [], trash: [], snapshots: [], events: [] });
        expect((await restore(token, before)).body.report.counts).toMatchObject({ new: lives.length, refused: 0 });
        expect(dataOf(await exported(token))).toEqual(dataOf(before));
        expect((await restore(token, before)).body).toMatchObject({
          import: null,
          report: { counts: { new: 0, alreadySaved: lives.length } },
        });

        // In parts, as one that is larger than an import's limit has to come.
        const other = await app.signUp();
        for (const part of splitBackup(before, partLength)) expect((await restore(other.accessToken, part)).status).toBe(201);
        expect(dataOf(await exported(other.accessToken))).toEqual(dataOf(before));
        expect(dataOf(await exported(token))).toEqual(dataOf(before));
      }),
      { numRuns: 4 },
    );
  });

  it('gives every application and every event a change number of its own, in their order, after those that are there', async () => {
    const { accessToken: token, user } = await app.signUp();
    const one = await app.save(token);
    await app.ask('PATCH', `/api/applications/${one.id}`, { token, body: { basedOn: 1, changes: { notes: 'x' } } });
    await app.save(token);
    const backup = await exported(token);
    await wipe(user.id);
    await restore(token, backup);
    const rows = await asOwner<{ number: number; kind: string; own: number }>(
      app.testDatabase,
      `select e.change_number::int as number, e.kind, a.change_number::int as own
       from events e join applications a using (user_id) where e.user_id = $1 and a.id = e.application_id order by 1`,
      [user.id],
    );
    expect(rows).toEqual([
      { number: 4, kind: 'saved', own: 5 },
      { number: 5, kind: 'noted', own: 5 },
      { number: 6, kind: 'saved', own: 6 },
    ]);
  });

  it('with NUL and halves of emoji in its events is kept without them, and one with a forged snapshot is refused', async () => {
    const { accessToken: token } = await app.signUp();
    await app.save(token, undefined, buildSave({ snapshot: 'text' }));
    const backup = await exported(token);
    const other = await app.signUp();
    const [event] = backup.events;
    const hostile = { ...backup, events: [{ ...event!, by: 'a\0b', after: { 'x\0y': ['\uD83E', String.raw`\u0000`, '🪁'] } }] };
    expect((await restore(other.accessToken, hostile)).status).toBe(201);
    const [kept] = (await exported(other.accessToken)).events;
    expect(kept).toMatchObject({ by: 'ab', after: { xy: ['\uFFFD', String.raw`\u0000`, '🪁'] } });
    const [snapshot] = backup.snapshots;
    const forged = { ...backup, snapshots: [{ ...snapshot!, text: 'other' }] };
    const third = await app.signUp();
    expect((await restore(third.accessToken, forged)).body.report.counts).toMatchObject({ new: 0, refused: 1 });
  });
});

/** Read from a table, an empty text and none are the same. */
const withoutEmpty = (csv: string): string => csv.replaceAll(/,""(?=[,\r])/g, ',');

describe('a CSV export', () => {
  it('imported into another account has the same ids and fields', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(saves, { minLength: 1, maxLength: 8 }), async (all) => {
        const { accessToken: token } = await app.signUp();
        for (const save of all) await app.save(token, v7(), save);
        const csv = (await app.ask('GET', '/api/export.csv', { token })).text;
        const other = await app.signUp();
        const { body } = await sendFile(app, other.accessToken, csv);
        expect(body.report).toMatchObject({ dialect: 'jackdaw_csv', counts: { new: all.length, remarks: 0 } });
        const again = (await app.ask('GET', '/api/export.csv', { token: other.accessToken })).text;
        expect(withoutEmpty(again)).toBe(withoutEmpty(csv));
      }),
      { numRuns: 4 },
    );
  });
});
