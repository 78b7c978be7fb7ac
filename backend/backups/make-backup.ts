import { copyTables } from './copy-tables.ts';
import { LOOK_ONLY, readCopy } from './copy-format.ts';
import { backupName, keepNewest, makeBackupFile, readGzip, writeGzip } from './backup-files.ts';
import { findClient, runClient } from './postgres-clients.ts';

export type BackupOptions = {
  /** The database, as a user who may read every row: a superuser, or one with BYPASSRLS. */
  url: string;
  /** The server's version, for a server of yours; the built-in one has no pg_dump, and is copied table by table. */
  major?: number;
  folder: string;
  /** The newest so many stay. */
  keep: number;
  at?: Date;
};

export type MadeBackup = { file: string; removed: string[] };

/** The whole archive is read: a table of contents alone would also be found in half a file. */
async function readDump(file: string, major: number): Promise<void> {
  await runClient(findClient('pg_restore', major), ['--file=/dev/null', file]);
}

/**
 * Makes a backup, verifies it by reading all of it again, and removes the oldest beyond `keep`. People go on working meanwhile; the backup
 * is as of one moment. Rejects, leaving no file, when anything is not as it should be.
 */
export async function makeBackup({ url, major, folder, keep, at = new Date() }: BackupOptions): Promise<MadeBackup> {
  const file =
    major === undefined
      ? await makeBackupFile(folder, backupName(at, 'copy.gz'), {
          write: (half) => writeGzip(half, (output) => copyTables(url, output)),
          verify: async (half) => void (await readGzip(half, (input) => readCopy(input, LOOK_ONLY))),
        })
      : await makeBackupFile(folder, backupName(at, 'dump'), {
          write: (half) => runClient(findClient('pg_dump', major), ['--format=custom', `--file=${half}`], { url }),
          verify: (half) => readDump(half, major),
        });
  return { file, removed: keepNewest(folder, keep) };
}
