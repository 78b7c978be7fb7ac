import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of the web page, ready to be sent. */
export interface WebFile {
  type: string;
  body: Buffer;
  /** Null where compression gains nothing. */
  gzipped: Buffer | null;
  etag: string;
  /** Its name changes with its contents, so it can be kept for ever. */
  hashed: boolean;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/**
 * The built web page by its paths (`/`, `/assets/…`), read once: it is small, and nothing that a request says ever becomes the name of a
 * file. Empty where it is not built.
 */
export function readWebFiles(folder: string): ReadonlyMap<string, WebFile> {
  const files = new Map<string, WebFile>();
  if (!existsSync(path.join(folder, 'index.html'))) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const place = path.relative(folder, file).split(path.sep).join('/');
    const body = readFileSync(file);
    const gzipped = gzipSync(body, { level: 9 });
    files.set(place === 'index.html' ? '/' : `/${place}`, {
      type,
      body,
      gzipped: gzipped.length < body.length ? gzipped : null,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      hashed: place.startsWith('assets/'),
    });
  }
  return files;
}
