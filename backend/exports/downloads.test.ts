import { request, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SaveApplicationInput } from '../../contract/index.ts';
import { asOwner } from '../testing/as-owner.ts';
import { buildSave, startWithDatabase } from '../testing/start-test-app.ts';

let app: Awaited<ReturnType<typeof startWithDatabase>>;

beforeAll(async () => {
  app = await startWithDatabase();
});
afterAll(() => app.close());

describe.each(['/api/export.csv', '/api/export.json'])('a download of %s', (path) => {
  const big = (n: number): SaveApplicationInput => buildSave({ posting: { description: `${n} `.repeat(60_000) } });
  /** More than sockets and buffers on the way hold, so that the COPY waits for its reader. */
  const saveMuch = async (token: string, userId: string): Promise<void> => {
    await app.save(token, undefined, big(1));
    await asOwner(
      app.testDatabase,
      `insert into applications (user_id, id, change_number, created_at, updated_at, title, company, url, stage, save_hash, description)
       select user_id, gen_random_uuid(), 1000 + n, created_at, updated_at, title, company, url, stage, save_hash, description
       from applications, generate_series(1, 200) n where user_id = $1`,
      [userId],
    );
  };
  const used = async (): Promise<number> => {
    const { streams } = app.database;
    return streams.totalCount - streams.idleCount;
  };
  const open = (token: string, at = app.url): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      request(`${at}${path}`, { agent: false, headers: { Authorization: `Bearer ${token}` } }, resolve)
        .on('error', reject)
        .end();
    });

  it('that is given up releases its connection: nine in a row on a pool of four', async () => {
    const { accessToken: token, user } = await app.signUp();
    await saveMuch(token, user.id);
    for (let n = 0; n < 9; n += 1) {
      const reply = await open(token);
      expect(reply.statusCode).toBe(200);
      await new Promise((resolve) => reply.once('data', resolve));
      expect(await used()).toBe(1);
      reply.destroy();
      await expect.poll(used, { timeout: 5000 }).toBe(0);
    }
    expect((await app.ask('GET', path, { token })).text.length).toBeGreaterThan(201 * 120_000);
    await expect.poll(used).toBe(0);
  }, 60_000);

  it('beside two others of the same user is told to wait, and another user’s is not', async () => {
    const { accessToken: token, user } = await app.signUp();
    await saveMuch(token, user.id);
    const running = [await open(token), await open(token)];
    expect((await app.ask('GET', path, { token })).body).toMatchObject({ status: 429, code: 'rate_limited' });
    expect((await app.ask('GET', path, { token: (await app.signUp()).accessToken })).status).toBe(200);
    for (const reply of running) reply.destroy();
    await expect.poll(used, { timeout: 5000 }).toBe(0);
    expect((await app.ask('GET', path, { token })).status).toBe(200);
  }, 60_000);

  it('whose database goes away in the middle ends broken, never as a whole file', async () => {
    const { accessToken: token, user } = await app.signUp();
    await saveMuch(token, user.id);
    const reply = await open(token);
    await new Promise((resolve) => reply.once('data', resolve));
    reply.pause();
    await asOwner(
      app.testDatabase,
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%copy (%' and pid <> pg_backend_pid()`,
    );
    await expect(buffer(reply)).rejects.toThrow(/aborted/);
    await expect.poll(used, { timeout: 5000 }).toBe(0);
  }, 60_000);

  it('that is cut on its way, wherever, is known to be cut: the reader is told, and has no file', async () => {
    const { accessToken: token } = await app.signUp();
    for (let n = 0; n < 20; n += 1) await app.save(token, undefined, buildSave({ notes: 'note '.repeat(n * 20) }));
    let limit = Number.POSITIVE_INFINITY;
    let passed = 0;
    const proxy = createServer((client) => {
      const server = connect(Number(new URL(app.url).port), '127.0.0.1');
      const end = (): void => {
        client.destroy();
        server.destroy();
      };
      passed = 0;
      client
        .on('data', (chunk) => server.write(chunk))
        .on('error', end)
        .on('close', end);
      server.on('error', end).on('close', end);
      server.on('data', (chunk) => {
        client.write(chunk.subarray(0, Math.max(0, limit - passed)), () => passed >= limit && client.end());
        passed += chunk.length;
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    // node:http and no fetch: Node's fetch takes a reply without its last chunk for a whole one where the connection was not to be kept.
    const download = async () => (await buffer(await open(token, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`))).toString();
    const whole = await download();
    expect(whole.length).toBeGreaterThan(10_000);
    const bytes = passed;
    for (let n = 0; n < 10; n += 1) {
      limit = n === 9 ? bytes - 1 : Math.floor((bytes * n) / 9);
      await expect(download(), `cut after ${limit} of ${bytes} bytes`).rejects.toThrow(/aborted|hang up|ECONNRESET/);
    }
    await new Promise((resolve) => proxy.close(resolve));
  }, 60_000);
});
