import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../postgres/start-postgres.ts';
import { makeEnterableFolder, makeStartedFolder, type StartedFolder } from '../testing/started-folder.ts';

let started: StartedFolder;
const dataDir = makeEnterableFolder('jackdaw-admin-');
const backups = path.join(dataDir, 'backups');
beforeAll(async () => {
  started = await makeStartedFolder();
  started.copyTo(dataDir);
});
afterAll(() => {
  started.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs the command as a person does, on the built-in database in `dataDir`. */
function admin(...args: string[]): Promise<{ code: number | null; said: string }> {
  const { PATH, PG_BIN_DIR } = process.env;
  const env = { PATH, ...(PG_BIN_DIR === undefined ? {} : { PG_BIN_DIR }), DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['--import', 'tsx', 'backend/cli/main.ts', ...args], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said: said.trim() })));
}

describe('npm run admin', () => {
  it('says what it can do', async () => {
    const { code, said } = await admin('--help');
    expect(code).toBe(0);
    expect(said).toMatch(/backup .*\n.*restore FILE/);
    expect((await admin('backup', '--help')).said).toMatch(/--keep/);
  });

  it.each([
    [['dance'], /^There is no command "dance"\. See: npm run admin -- --help$/],
    [['restore'], /^It is: npm run admin -- restore FILE$/],
    [['backup', '--sideways'], /^Unknown option '--sideways'\. See: npm run admin -- backup --help$/],
    [['backup', '--keep', 'all'], /^--keep must be a whole number/],
    [['restore', 'nowhere.copy.gz'], /^There is no file .*nowhere\.copy\.gz\.$/],
  ])('answers %j with one line', async (args, words) => {
    const { code, said } = await admin(...args);
    expect([code, said.split('\n').length]).toEqual([1, 1]);
    expect(said).toMatch(words);
  });

  it('backs up the built-in database while its server runs, and restores it only when it does not', async () => {
    const server = await startPostgres({ dataDir, quick: true });
    try {
      expect(await admin('backup', '--to', backups)).toMatchObject({ code: 0, said: expect.stringContaining('read again in full') });
      const refused = await admin('restore', path.join(backups, readdirSync(backups)[0]!));
      expect(refused).toEqual({ code: 1, said: 'Jackdaw is running: stop it first, then restore.' });
    } finally {
      await server.stop();
    }
    const restored = await admin('restore', path.join(backups, readdirSync(backups)[0]!));
    expect(restored).toEqual({ code: 0, said: 'Restored 0 accounts with 0 applications.' });
    expect(await admin('migrate')).toEqual({ code: 0, said: 'The database is up to date.' });
  });
});
