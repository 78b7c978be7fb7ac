import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '../postgres/migrate.ts';
import { startPostgres } from '../postgres/start-postgres.ts';

/** A new folder below the temporary one that every account can enter: mkdtemp makes them so that root’s PostgreSQL could not. */
export function makeEnterableFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** A data folder that was started, migrated and stopped once. Copying it takes a tenth of making one. */
export type StartedFolder = { copyTo(dataDir: string): void; remove(): void };

export async function makeStartedFolder(): Promise<StartedFolder> {
  const folder = makeEnterableFolder('jackdaw-started-');
  const postgres = await startPostgres({ dataDir: folder, quick: true });
  await migrate(postgres.ownerUrl);
  await postgres.stop();
  return {
    copyTo: (dataDir) => {
      // cp keeps the owners, which fs.cp leaves out. "/." copies the contents, whether dataDir exists or not.
      execFileSync('cp', ['-a', `${folder}/.`, dataDir]);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
