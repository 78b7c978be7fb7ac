import { PassThrough } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWithDatabase } from '../testing/start-test-app.ts';
import { Batch } from './batch.ts';
import { copyInto } from './copy-into.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

const CRLF = Buffer.from('\r\n');
const PATIENT = { timeout: 30_000 };

describe('a COPY that is read row by row', () => {
  it('ends each row as it is told to, wherever a piece ends, and leaves line breaks inside quotes alone', async () => {
    // Rows whose ends fall on every place around the end of a piece, and one longer than several.
    const lengths = [...Array.from({ length: 80 }, (_, n) => 256 * 1024 - 40 + n), 1, 0, 900_000, 2, 13];
    const rows = lengths.map((length) => `"a\nb ""${'c'.repeat(length)}""\r\n"`);
    const client = await app.database.streams.connect();
    const out = new Batch(Buffer.from('HEAD\r\n'));
    const sql = `copy (select E'a\\nb "' || repeat('c', n) || E'"\\r\\n' from unnest(array[${lengths.join()}]) n) to stdout with (format csv)`;
    const whole = text(out);
    await copyInto(out, client, sql, CRLF);
    out.end();
    client.release();
    expect((await whole) === `HEAD\r\n${rows.map((row) => `${row}\r\n`).join('')}`).toBe(true);
  }, 60_000);

  it('waits for its reader, and goes on where it stopped', async () => {
    const client = await app.database.streams.connect();
    const out = new Batch(Buffer.alloc(0));
    const copied = copyInto(out, client, `copy (select n || repeat('x', 1000) from generate_series(1, 20000) n) to stdout`, CRLF);
    await expect.poll(() => out.isFull, PATIENT).toBe(true);
    for (let turn = 0; turn < 100; turn += 1) await setImmediate();
    expect(out.readableLength).toBeLessThan(2 * 1024 * 1024);
    const whole = buffer(out);
    await copied;
    out.end();
    client.release();
    const lines = (await whole).toString().split('\r\n');
    expect(lines.findIndex((line, index) => line !== `${index + 1}${'x'.repeat(1000)}`)).toBe(20_000);
  }, 60_000);

  it('leaves the connection running, also where the last row was more than the reader takes, and the end came with it', async () => {
    const stream = new PassThrough().resume();
    const client = {
      query(copy: Record<'submit' | 'handleCopyData' | 'handleReadyForQuery', (message: object) => void>) {
        copy.submit({ stream, query: () => {} });
        copy.handleCopyData({ chunk: Buffer.from(`${'x'.repeat(900_000)}\n`) });
        expect(stream.isPaused()).toBe(true);
        copy.handleReadyForQuery({});
      },
    };
    const out = new Batch(Buffer.alloc(0));
    await copyInto(out, client as unknown as PoolClient, 'copy …', CRLF);
    expect(out.isFull).toBe(true);
    expect(stream.isPaused()).toBe(false);
  });

  it('rejects with what PostgreSQL says, and the connection is as good as before', async () => {
    const client = await app.database.streams.connect();
    const sql = `copy (select 1 / (n - 3) from generate_series(1, 5) n) to stdout`;
    await expect(copyInto(new Batch(Buffer.alloc(0)), client, sql, CRLF)).rejects.toMatchObject({ code: '22012' });
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    client.release();
  }, 60_000);

  it('rejects when its reader leaves, in the middle or before', async () => {
    const sql = `copy (select repeat('x', 1000) from generate_series(1, 20000)) to stdout`;
    const client = await app.database.streams.connect();
    const out = new Batch(Buffer.alloc(0));
    const copied = Promise.allSettled([copyInto(out, client, sql, CRLF)]);
    await expect.poll(() => out.isFull, PATIENT).toBe(true);
    out.destroy();
    expect(await copied).toMatchObject([{ reason: { message: 'The reader left.' } }]);
    await expect(copyInto(out, client, sql, CRLF)).rejects.toThrow('The reader left.');
    client.release(true);
  }, 60_000);
});
