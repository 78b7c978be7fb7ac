import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The first moment that a zip file can name. The same files make the same bytes, whenever and wherever they are packed. */
const NO_TIME = new Date(1980, 0, 1, 0, 0, 0);
const RECORDED = { mtime: NO_TIME, mode: 0o100644, compressionLevel: 9, forceDosTimestamp: true };

/** A zip archive of `files` (paths relative to `folder`, with forward slashes), equal for equal contents. */
export function archive(folder: string, files: readonly string[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const file of files.toSorted()) zip.addBuffer(readFileSync(path.join(folder, file)), file, RECORDED);
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream & AsyncIterable<Buffer>);
}
