import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figures.ts';

/** Sizes of the built Chrome extension; run `npm run build` first. */
export function measureBundle(): Figure[] {
  const root = 'dist/chrome';
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(root, file)).isFile());
  const gzipped = (file: string) => gzipSync(readFileSync(path.join(root, file)), { level: 9 }).length;
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const scripts = files.filter((file) => file.endsWith('.js')).toSorted((a, b) => gzipped(b) - gzipped(a));
  return [
    {
      what: 'whole extension, gzip of each file added up',
      ours: kB(files.reduce((sum, file) => sum + gzipped(file), 0)),
      beside: 'bar: zip < 250 kB',
    },
    ...scripts
      .slice(0, 8)
      .map((file) => ({ what: file, ours: kB(statSync(path.join(root, file)).size), beside: `gzip ${kB(gzipped(file))}` })),
  ];
}
