import type * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application, Event, ImportPage, ImportRowPage, ImportUndone, Problem, Session } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { sendFile } from '../testing/send-file.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
let session: Session;
let token: string;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  session = await app.signUp(undefined, 'Firefox on Linux');
  token = session.accessToken;
});

const send = (file: string, as = token) => sendFile(app, as, file);
/** A table of any other product; `Excitement` is a column that means nothing here. */
const table = (rows: readonly string[]): string => `Job Title,Company,Status,Job URL,Excitement\n${rows.join('\n')}\n`;
const keepers = (count: number, from = 0): string[] =>
  Array.from(
    { length: count },
    (_, n) => `Keeper ${from + n},Tower ${n % 9},saved,https://example.org/postings/${from + n},${'very '.repeat(n % 3)}much`,
  );
const changes = async (as = token) =>
  (await app.ask<{ changes: Application[]; changeNumber: number }>('GET', '/api/changes?limit=1000', { token: as })).body;
const listed = async (as = token) => (await app.ask<v.InferOutput<typeof ImportPage>>('GET', '/api/imports', { token: as })).body.items;
const undo = (id: string, as = token) => app.ask<ImportUndone & Problem>('DELETE', `/api/imports/${id}`, { token: as });
const history = async (id: string) => (await app.ask<{ items: Event[] }>('GET', `/api/applications/${id}/events`, { token })).body.items;
const edit = (id: string, basedOn: number) =>
  app.ask<Application>('PATCH', `/api/applications/${id}`, { token, body: { basedOn, changes: { notes: 'mine' } } });
/** Everything of the user's that is in the database. */
async function counted(): Promise<Record<string, number>> {
  const tables = ['applications', 'events', 'snapshots', 'imports', 'import_rows'];
  const sql = tables.map((name) => `(select count(*)::int from ${name} where user_id = $1) as ${name}`).join();
  const [row] = await asOwner<Record<string, number>>(
    app.testDatabase,
    `select ${sql}, change_number::int as numbers from users where id = $1`,
    [session.user.id],
  );
  return row ?? {};
}

describe('what an import keeps', () => {
  it('has change numbers without a gap after those that were there, and an event each, with the cells that no field took', async () => {
    await app.save(token);
    const { body } = await send(table(keepers(3)));
    const { changes: all, changeNumber } = await changes();
    expect(all.map((one) => one.changeNumber)).toEqual([1, 2, 3, 4]);
    expect(changeNumber).toBe(4);
    const [, first] = all;
    expect(await history(first!.id)).toMatchObject([
      {
        kind: 'imported',
        by: 'Firefox on Linux',
        at: body.import?.at,
        before: {},
        after: { stage: 'saved', 'posting.title': 'Keeper 0', 'import.dialect': 'generic', 'import.extra': { Excitement: 'much' } },
      },
    ]);
    expect(await counted()).toEqual({ applications: 4, events: 4, snapshots: 0, imports: 1, import_rows: 3, numbers: 4 });
  });

  it('takes part in everything else: it is read, edited, moved to the trash and listed', async () => {
    await send(table(keepers(1)));
    const [one] = (await changes()).changes;
    expect((await edit(one!.id, 1)).body).toMatchObject({ notes: 'mine', changeNumber: 2 });
    expect((await app.ask<Application>('DELETE', `/api/applications/${one!.id}`, { token })).body.changeNumber).toBe(3);
    expect((await history(one!.id)).map(({ kind }) => kind)).toEqual(['imported', 'noted', 'deleted']);
  });

  it('is listed row by row, with the reason of what was refused', async () => {
    const { body } = await send(table([...keepers(3), ',No title,saved,,x', ...keepers(1)]));
    const rows = async (query: string) =>
      (await app.ask<ImportRowPage>('GET', `/api/imports/${body.import?.id}/rows${query}`, { token })).body;
    const all = await rows('');
    expect(all.items.map(({ row, verdict }) => [row, verdict])).toEqual([
      [2, 'new'],
      [3, 'new'],
      [4, 'new'],
      [5, 'refused'],
      [6, 'duplicate_in_file'],
    ]);
    expect(all.items[3]).toMatchObject({ problems: [{ message: 'Has no title' }] });
    expect(all.after).toBeNull();
    const first = await rows('?limit=2');
    expect(first).toEqual({ items: all.items.slice(0, 2), after: 3 });
    expect(await rows('?limit=3&after=3')).toEqual({ items: all.items.slice(2), after: null });
  });

  it('is what is new: a longer file adds its new rows, and touches nothing that was edited meanwhile', async () => {
    await send(table(keepers(3)));
    const [one] = (await changes()).changes;
    await edit(one!.id, 3);
    const { body } = await send(table(keepers(5)));
    expect(body.report.counts).toMatchObject({ new: 2, alreadySaved: 3 });
    expect((await changes()).changes.map(({ notes, changeNumber }) => [notes, changeNumber])).toEqual([
      ['', 2],
      ['', 3],
      ['mine', 4],
      ['', 5],
      ['', 6],
    ]);
  });

  it.each([
    ['the first row', 0],
    ['a row in the middle', 1000],
    ['the last row', 1999],
  ])('is nothing at all where %s fails', async (_name, failing) => {
    const before = await counted();
    const rows = keepers(2000);
    rows[failing] = 'Failpoint,Tower,saved,https://example.org/failpoint,x';
    await asOwner(
      app.testDatabase,
      `create or replace function fail() returns trigger language plpgsql as $$ begin raise exception 'failpoint'; end $$;
       create or replace trigger failpoint before insert on applications for each row when (new.title = 'Failpoint') execute function fail()`,
    );
    const { body } = await send(table(rows));
    expect(body).toMatchObject({ status: 500, code: 'internal' });
    expect(await counted()).toEqual(before);
    await asOwner(app.testDatabase, 'drop trigger failpoint on applications');
    expect((await send(table(rows))).body.import?.created).toBe(2000);
  });

  it('is nothing where the person gave up before the end', async () => {
    const blocker = await app.testDatabase.database.streams.connect();
    await blocker.query('begin');
    await blocker.query(`select set_config('app.user_id', $1, true)`, [session.user.id]);
    await blocker.query('select from users for update');
    const given = new AbortController();
    const reply = fetch(`${app.url}/api/imports?dryRun=false`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/csv', Authorization: `Bearer ${token}` },
      body: table(keepers(10)),
      signal: given.signal,
    }).catch((error: unknown) => error);
    await expect.poll(async () => (await asOwner(app.testDatabase, `select from pg_locks where not granted`)).length).toBeGreaterThan(0);
    given.abort();
    expect(await reply).toMatchObject({ name: 'AbortError' });
    // The server has to see the connection close before it gets the lock.
    await expect.poll(() => app.logged().includes('"aborted":true')).toBe(true);
    await blocker.query('rollback');
    blocker.release();
    await expect.poll(async () => (await send(table(keepers(10)))).status).toBe(201);
    expect(await counted()).toMatchObject({ applications: 10, imports: 1, numbers: 10 });
  });
});

describe('one import at a time', () => {
  it('is all that a user gets; another’s goes on beside it', async () => {
    const blocker = await app.testDatabase.database.streams.connect();
    await blocker.query('begin');
    await blocker.query(`select pg_advisory_xact_lock(hashtextextended('jackdaw import ' || $1, 0))`, [session.user.id]);
    expect((await send(table(keepers(1)))).body).toMatchObject({ status: 429, code: 'rate_limited' });
    const other = await app.signUp();
    expect((await send(table(keepers(1)), other.accessToken)).status).toBe(201);
    await blocker.query('rollback');
    blocker.release();
    expect((await send(table(keepers(1)))).status).toBe(201);
  });

  it('sent eight times at once is kept once', async () => {
    const file = table(keepers(300));
    const replies = await Promise.all(Array.from({ length: 8 }, () => send(file)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.every(({ status }) => [200, 201, 429].includes(status))).toBe(true);
    expect(await counted()).toMatchObject({ applications: 300, imports: 1, numbers: 300 });
  });
});

describe('an import that is undone', () => {
  it('moves to the trash what it made, so that every device hears of it, and keeps what was changed since', async () => {
    const kept = await app.save(token);
    const { body } = await send(table(keepers(4)));
    const { changes: all } = await changes();
    await edit(all[2]!.id, 5);
    const undone = await undo(body.import!.id);
    expect(undone.body).toEqual({ removed: 3, kept: 1 });
    const { changes: after, changeNumber } = await changes();
    expect(after.map(({ id, deletedAt, changeNumber: number }) => [id, deletedAt !== null, number])).toEqual([
      [kept.id, false, 1],
      [all[2]!.id, false, 6],
      [all[1]!.id, true, 7],
      [all[3]!.id, true, 8],
      [all[4]!.id, true, 9],
    ]);
    expect(changeNumber).toBe(9);
    expect((await history(all[1]!.id)).map(({ kind, by }) => [kind, by])).toEqual([
      ['imported', 'Firefox on Linux'],
      ['deleted', 'Firefox on Linux'],
    ]);
    const [row] = await listed();
    expect(row).toMatchObject({ created: 4, removed: 3, undoneAt: expect.any(String) });
    expect((await undo(body.import!.id)).body).toEqual({ removed: 3, kept: 1 });
    expect((await changes()).changeNumber).toBe(9);
  });

  it('may be imported again, with everything that is still there left alone', async () => {
    const { body } = await send(table(keepers(3)));
    const { changes: all } = await changes();
    await edit(all[0]!.id, 3);
    await undo(body.import!.id);
    const again = await send(table(keepers(3)));
    expect(again.body.report.counts).toMatchObject({ new: 2, alreadySaved: 1 });
    const { changes: after } = await changes();
    expect(after.map(({ id, deletedAt, changeNumber }) => [id, deletedAt, changeNumber])).toEqual([
      [all[0]!.id, null, 4],
      [all[1]!.id, null, 7],
      [all[2]!.id, null, 8],
    ]);
    expect((await history(all[1]!.id)).map(({ kind }) => kind)).toEqual(['imported', 'deleted', 'imported']);
    expect((await undo(again.body.import!.id)).body).toEqual({ removed: 2, kept: 0 });
  });

  it('is not brought back by the file where the person took it out of the trash and in again', async () => {
    const { body } = await send(table(keepers(1)));
    await undo(body.import!.id);
    const [{ id }] = (await changes()).changes as [Application];
    await app.ask('POST', `/api/applications/${id}/restore`, { token });
    await app.ask('DELETE', `/api/applications/${id}`, { token });
    expect((await send(table(keepers(1)))).body.report.counts).toMatchObject({ new: 0, alreadySaved: 1 });
  });

  it('is nobody else’s: not found, and nothing happens', async () => {
    const { body } = await send(table(keepers(1)));
    const other = await app.signUp();
    expect((await undo(body.import!.id, other.accessToken)).status).toBe(404);
    expect((await app.ask('GET', `/api/imports/${body.import!.id}/rows`, { token: other.accessToken })).status).toBe(404);
    expect(await listed(other.accessToken)).toEqual([]);
    expect((await changes()).changes).toMatchObject([{ deletedAt: null }]);
  });
});

describe('a file that means harm', () => {
  it('with ids of another’s applications makes the sender’s own, and changes none of theirs', async () => {
    const victim = await app.signUp();
    const theirs = await app.save(victim.accessToken, undefined, buildSave({ notes: 'private' }));
    const file = `id,title,company,stage,url,notes,saved_at,valid_through\n${theirs.id},Taken over,Eve,saved,https://evil.example,evil,,\n`;
    expect((await send(file)).body.import?.created).toBe(1);
    const read = async (as: string) => (await app.ask<Application>('GET', `/api/applications/${theirs.id}`, { token: as })).body;
    expect(await read(victim.accessToken)).toEqual(theirs);
    expect(await read(token)).toMatchObject({ notes: 'evil', posting: { title: 'Taken over' } });
    expect((await app.ask('GET', `/api/applications/${theirs.id}/events`, { token: victim.accessToken })).text).not.toContain('imported');
  });

  it('has its formulas as the texts that they are, in and out', async () => {
    const texts = ['=1+1', "'=1+1", '@SUM(A1)', '+49 1', "''-x"];
    const cells = texts.map((text, n) => `018f0000-0000-7000-8000-00000000000${n},'${text},T,saved,https://example.org/${n},,`);
    await send(`id,title,company,stage,url,saved_at,valid_through\n${cells.join('\n')}\n`);
    expect((await changes()).changes.map(({ posting: { title } }) => title)).toEqual(texts);
  });

  it('gets no javascript: address in, and keeps what it had as a remark', async () => {
    const { body } = await send(table(['Keeper,Tower,saved,javascript:alert(1),x', 'Bell,Tower,saved,data:text/html;base64;x,x']));
    expect(body.report.rows.map(({ problems }) => problems[0]?.message)).toEqual([
      'Is not a web address; the row gets a placeholder',
      'Is not a web address; the row gets a placeholder',
    ]);
    const { changes: all } = await changes();
    expect(all.every(({ posting: { url } }) => url.startsWith('https://no-address.invalid/'))).toBe(true);
    const { body: rows } = await app.ask<ImportRowPage>('GET', `/api/imports/${body.import?.id}/rows`, { token });
    expect(rows.items[0]?.extra).toMatchObject({ 'Job URL': 'javascript:alert(1)' });
  });

  it('with markup, SQL, emoji cut in half and control characters is kept as text', async () => {
    const hostile = `<img src=x onerror=alert(1)>'; drop table users; -- ${'🪁'.repeat(200)}\u0007\u202E`;
    const { body } = await send(table([`"${hostile}",Tower,saved,https://example.org/1,"${'🪁'.repeat(150)}\u0001"`]));
    expect(body.import?.created).toBe(1);
    expect((await changes()).changes[0]?.posting.title).toBe(hostile);
  });

  it('with a header or an answer that reaches behind objects is refused, or finds nothing there', async () => {
    expect((await send('Job Title,Company,__proto__\nA,B,C\n')).body).toMatchObject({ status: 422, refusal: 'unsafe_header' });
    const reply = await app.ask<Problem>('POST', '/api/imports', {
      token,
      raw: table(keepers(1)),
      headers: {
        'Content-Type': 'text/csv',
        'X-Import-Answers': '{"__proto__":{"dialect":"huntr"},"stageWords":{"__proto__":{"stage":"closed"}}}',
      },
    });
    expect([200, 422]).toContain(reply.status);
    expect(({} as { dialect?: string; stage?: string }).dialect).toBeUndefined();
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/zip', 'text/html'])(
    'sent as %s is unsupported',
    async (type) => {
      expect((await sendFile(app, token, table(keepers(1)), { type })).body).toMatchObject({ status: 415 });
    },
  );
});
