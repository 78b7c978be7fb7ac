import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archive, packQuickly, packSmall } from '../scripts/package/archive.ts';
import { filesBelow, sourceFiles } from '../scripts/package/files.ts';
import { build, rebuildFromSource } from '../scripts/package/rebuild.ts';

const root = path.resolve('.');
const outDir = mkdtempSync(path.join(tmpdir(), 'jackdaw-archives-'));
let source: Uint8Array;
let firefox: Uint8Array;

beforeAll(async () => {
  build(root, 'firefox', outDir);
  firefox = await archive(outDir, filesBelow(outDir), packSmall);
  source = await archive(root, sourceFiles(root), packQuickly);
}, 120_000);
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

describe('the source archive', () => {
  it('builds the very package that is handed in with it', async () => {
    // With the modules that are installed here; npm run package installs them anew from the lockfile.
    const rebuilt = await rebuildFromSource(source, path.join(root, 'node_modules'));
    expect(Object.keys(unzipSync(rebuilt))).toEqual(Object.keys(unzipSync(firefox)));
    expect(Buffer.compare(rebuilt, firefox)).toBe(0);
  }, 120_000);

  it('says how to build it, and holds what that needs and no more', () => {
    const files = Object.keys(unzipSync(source));
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'package.json', 'package-lock.json', 'vite.config.ts', 'manifest.json']),
    );
    expect(files.filter((file) => /^(?:node_modules|dist|backend|\.data|deploy)\//.test(file))).toEqual([]);
    expect(new TextDecoder().decode(unzipSync(source)['README.md'])).toContain('BROWSER_TARGET=firefox npm run build');
  });
});

describe('the package', () => {
  it('is small enough to be looked at', () => {
    expect(firefox.length).toBeLessThan(250_000);
  });

  it('is the same for the same files, whenever it is packed', async () => {
    expect(Buffer.compare(await archive(outDir, filesBelow(outDir).toReversed(), packSmall), firefox)).toBe(0);
  });
});
