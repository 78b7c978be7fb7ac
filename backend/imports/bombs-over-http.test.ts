import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROBLEMS, type ImportRefusal, type Problem, type Session } from '../../contract/index.ts';
import { createServerProcess, type Server } from '../../tests/server-process.ts';
import { BOMBS } from '../testing/import-bombs.ts';
import { PASSWORD } from '../testing/start-test-app.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';

/** How much more memory than before it a bomb may make the server hold. */
const MAX_GROWTH_MB = 100;

let database: TestDatabase;
let server: Server;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await createServerProcess(database.ownerUrl);
  await server.start();
  const reply = await fetch(`${server.url}/api/auth/sign-up`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.org', password: PASSWORD }),
  });
  token = ((await reply.json()) as Session).accessToken;
}, 180_000);
afterAll(async () => {
  await server.stop();
  await database.drop();
});

async function send(body: string | Buffer): Promise<{ status: number; problem: Problem }> {
  const reply = await fetch(`${server.url}/api/imports?dryRun=false`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', Authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: reply.status, problem: (await reply.json()) as Problem };
}

/** In MB, by the kernel's account: now, or at its highest. */
function memory(field: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes = '0'] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/**
 * Resolves with how much more memory, in MB, the server held at the most while `work` went on than before. Of each bomb by itself: what those before
 * it left behind is only waiting to be collected, and how long it waits is up to the engine.
 */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  if (process.platform !== 'linux') return work().then(() => 0);
  writeFileSync(`/proc/${server.pid()}/clear_refs`, '5'); // its highest is from now on
  const before = memory('VmRSS');
  await work();
  return memory('VmHWM') - before;
}

const statusOf = (refusal: ImportRefusal): number => (refusal === 'too_large' ? PROBLEMS.too_large : PROBLEMS.invalid_input).status;

it('bombs are refused over HTTP with their reason, and the server that took them all is as it was', async () => {
  // An honest file first: what a server needs for those is not what the bombs cost.
  const honest = `Job Title,Company,Job URL\n${Array.from({ length: 20_000 }, (_, n) => `Keeper ${n},"Tower ""${n}""",https://example.org/${n}`).join('\n')}\n`;
  expect((await send(honest)).status).toBe(201);
  for (const [name, refusal, build] of BOMBS) {
    const growth = await growthDuring(async () => {
      const { status, problem } = await send(build());
      expect([status, problem.refusal ?? problem.code], name).toEqual([statusOf(refusal), refusal]);
    });
    expect(growth, `MB for ${name}`).toBeLessThan(MAX_GROWTH_MB);
  }
  expect((await send('Job Title,Company,Job URL\nKeeper,Tower,https://example.org/after\n')).status).toBe(201);
}, 300_000);
