import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../postgres/start-postgres.ts';
import { runAdmin } from '../testing/run-admin.ts';
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

/** On the built-in database in `dataDir`. */
const admin = (...args: string[]) => runAdmin(args, { settings: { DATA_DIR: dataDir } });

describe('npm run admin', () => {
  it('says what it can do', async () => {
    const { code, said } = await admin('--help');
    expect(code).toBe(0);
    expect(said).toMatch(/list-users .*\n.*create-user EMAIL .*\n.*reset-password EMAIL /);
    expect(said).toMatch(/backup .*\n.*restore FILE/);
    expect((await admin('create-user', '--help')).said).toMatch(/--password-stdin +read the password from standard input/);
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

  it('backs up the built-in database while its server runs, and restores it only when it does not; it works on accounts either way', async () => {
    const server = await startPostgres({ dataDir, quick: true });
    try {
      expect(await admin('create-user', 'ada@example.org')).toMatchObject({ code: 0, said: expect.stringContaining('/#/reset?token=') });
      const piped = await runAdmin(['reset-password', 'ada@example.org', '--password-stdin'], {
        settings: { DATA_DIR: dataDir },
        input: 'grüne Dohlen im Kamin\n',
      });
      expect(piped).toMatchObject({ code: 0, said: expect.stringMatching(/^ada@example\.org has another password\./) });
      expect(await admin('backup', '--to', backups)).toMatchObject({ code: 0, said: expect.stringContaining('read again in full') });
      const refused = await admin('restore', path.join(backups, readdirSync(backups)[0]!));
      expect(refused).toEqual({ code: 1, said: 'Jackdaw is running: stop it first, then restore.' });
    } finally {
      await server.stop();
    }
    // From here on the database is started for each command.
    const restored = await admin('restore', path.join(backups, readdirSync(backups)[0]!));
    expect(restored).toMatchObject({ code: 0, said: expect.stringMatching(/^Restored 1 accounts with 0 applications\.\n/) });
    const listed = await admin('list-users', '--json');
    expect(JSON.parse(listed.said)).toMatchObject([{ email: 'ada@example.org', role: 'administrator' }]);
    expect(await admin('migrate')).toEqual({ code: 0, said: 'The database is up to date.' });
  });
});
