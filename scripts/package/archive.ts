import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** The first moment that a zip file can name. The same files make the same bytes, whenever and wherever they are packed. */
const NO_TIME = new Date(1980, 0, 1, 0, 0, 0);

/** A zip archive of `files` (paths relative to `folder`, with forward slashes), equal for equal contents. */
export function archive(folder: string, files: readonly string[]): Uint8Array {
  const contents: Zippable = {};
  for (const file of files.toSorted()) contents[file] = readFileSync(path.join(folder, file));
  return zipSync(contents, { level: 9, mtime: NO_TIME });
}
