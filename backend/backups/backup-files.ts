import { createReadStream, createWriteStream, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** `jackdaw-20261103T021500Z.copy.gz`: sorted by name is sorted by time. */
const NAME = /^jackdaw-\d{8}T\d{6}Z\.(?:copy\.gz|dump)$/;
export type BackupKind = 'copy.gz' | 'dump';

/** The name of a backup made at `at`. */
export function backupName(at: Date, kind: BackupKind): string {
  return `jackdaw-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.${kind}`;
}

/**
 * Makes a file in `folder` that has its name only once it is whole, synced and verified: what `write` put into it is read again by
 * `verify`, and whatever either throws leaves nothing behind. Resolves with the file's path.
 */
export async function makeBackupFile(
  folder: string,
  name: string,
  { write, verify }: { write(half: string): Promise<void>; verify(half: string): Promise<void> },
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, name);
  const half = `${file}.half`;
  try {
    await write(half);
    const handle = await open(half, 'r+');
    await handle.sync();
    await handle.close();
    await verify(half);
    await rename(half, file);
    return file;
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Writes a gzipped file of what `fill` writes. */
export async function writeGzip(file: string, fill: (output: Writable) => Promise<unknown>): Promise<void> {
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(file, { mode: 0o600 }));
  try {
    await Promise.race([fill(gzip), written]);
    gzip.end();
  } catch (error) {
    gzip.destroy();
    await written.catch(() => {});
    throw error;
  }
  await written;
}

/** Reads a gzipped file through `read`. */
export async function readGzip<T>(file: string, read: (input: Readable) => Promise<T>): Promise<T> {
  const gunzip = createGunzip();
  // Between two pieces nobody may be waiting; who asks for the next one is told.
  gunzip.on('error', () => {});
  const source = createReadStream(file).once('error', (error) => gunzip.destroy(error));
  try {
    return await read(source.pipe(gunzip));
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Removes the oldest backups in `folder` beyond the newest `keep`, and nothing that is not one. Returns the names that went. */
export function keepNewest(folder: string, keep: number): string[] {
  const backups = readdirSync(folder).filter((name) => NAME.test(name));
  const gone = backups.toSorted().slice(0, Math.max(0, backups.length - keep));
  for (const name of gone) rmSync(path.join(folder, name));
  return gone;
}
