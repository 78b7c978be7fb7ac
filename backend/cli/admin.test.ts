import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../postgres/start-postgres.ts';
import { runAdmin } from '../testing/run-admin.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
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

let external: TestDatabase;
beforeAll(async () => {
  external = await createTestDatabase({ template: 'template1' });
});
afterAll(() => external.drop());

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

  it('works on a PostgreSQL of yours, and needs nothing but its address', async () => {
    const settings = { DATABASE_URL: external.ownerUrl };
    const ask = (...args: string[]) => runAdmin(args, { settings });
    expect(await ask('list-users')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^The database is empty.*npm run admin -- migrate/),
    });
    expect(await ask('migrate')).toMatchObject({ code: 0, said: expect.stringMatching(/up to date\.$/) });
    const made = await runAdmin(['create-user', 'ada@example.org', '--password-stdin'], { settings, input: 'grüne Dohlen im Kamin\n' });
    expect(made).toEqual({ code: 0, said: 'Made an account for ada@example.org, who is an administrator.' });
    expect(JSON.parse((await ask('list-users', '--json')).said)).toMatchObject([{ email: 'ada@example.org', role: 'administrator' }]);
    const wrong = await runAdmin(['list-users'], { settings: { DATABASE_URL: 'postgres://jackdaw:hunter2@127.0.0.1:1/jackdaw' } });
    expect([wrong.code, wrong.said.split('\n').length]).toEqual([1, 1]);
    expect(wrong.said).not.toContain('hunter2');
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
