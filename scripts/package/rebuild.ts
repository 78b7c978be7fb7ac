import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { unzipSync } from 'fflate';
import { archive, packSmall } from './archive.ts';
import { filesBelow } from './files.ts';

/** Runs the build for one browser in `root`; its output goes to `outDir`. */
export function build(root: string, browser: 'chrome' | 'firefox', outDir: string): void {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', outDir], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', BROWSER_TARGET: browser },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Builds the Firefox package from nothing but a source archive, as a reviewer of the store does, and returns it. `modules` is a
 * node_modules to use; without it the lockfile's are installed.
 */
export async function rebuildFromSource(source: Uint8Array, modules?: string): Promise<Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jackdaw-rebuild-'));
  try {
    for (const [file, contents] of Object.entries(unzipSync(source))) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), contents);
    }
    if (modules === undefined) {
      execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    } else {
      symlinkSync(modules, path.join(folder, 'node_modules'));
    }
    const outDir = path.join(folder, 'dist/firefox');
    build(folder, 'firefox', outDir);
    return await archive(outDir, filesBelow(outDir), packSmall);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
