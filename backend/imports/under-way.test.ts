import { Client } from 'pg';
import type * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportPage } from '../../contract/index.ts';
import { sendFile } from '../testing/send-file.ts';
import { startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;
beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

/** More than one statement takes. */
const TABLE = `Job Title,Company,Status,Job URL\n${Array.from({ length: 700 }, (_, n) => `Keeper ${n},Tower,saved,https://example.org/${n}`).join('\n')}\n`;

it('an import that runs tells its owner, and nobody else, how far it is; when it is through it is in the list instead', async () => {
  const [{ accessToken: token }, { accessToken: other }] = [await app.signUp(), await app.signUp()];
  const listed = async (as: string) => (await app.ask<v.InferOutput<typeof ImportPage>>('GET', '/api/imports', { token: as })).body;
  expect(await listed(token)).toEqual({ items: [], underWay: null });
  const blocker = new Client({ connectionString: app.testDatabase.ownerUrl });
  await blocker.connect();
  try {
    // The last rows wait as long as this lock is held; not for the lock itself, which would be given up after a while.
    await blocker.query(`create function wait() returns trigger language plpgsql as $$
      begin while not pg_try_advisory_xact_lock(4711) loop perform pg_sleep(0.02); end loop; return new; end $$`);
    await blocker.query(
      'create trigger waiting before insert on import_rows for each row when (new.row_number > 600) execute function wait()',
    );
    await blocker.query('select pg_advisory_lock(4711)');
    const reply = sendFile(app, token, TABLE);
    await expect.poll(async () => (await listed(token)).underWay?.rows ?? 0).toBeGreaterThan(0);
    const { underWay } = await listed(token);
    expect(underWay?.of).toBe(700);
    expect(underWay?.rows).toBeLessThan(700);
    expect((await listed(other)).underWay).toBeNull();
    await blocker.query('select pg_advisory_unlock(4711)');
    expect((await reply).status).toBe(201);
  } finally {
    await blocker.end();
  }
  expect(await listed(token)).toMatchObject({ items: [{ created: 700 }], underWay: null });
});
