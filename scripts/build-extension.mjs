import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { giveUp, root } from './ensure-installed.mjs';

/** What is built: a folder below dist/, the Vite configuration that makes it, and the browser it is for. */
const BUILDS = [
  { name: 'chrome', config: 'vite.config.ts', result: 'manifest.json', target: 'chrome' },
  { name: 'firefox', config: 'vite.config.ts', result: 'manifest.json', target: 'firefox' },
  { name: 'web', config: 'vite.web.config.ts', result: 'index.html' },
];

const SOURCES = ['contract', 'extension', 'scripts/build', 'manifest.json', 'package-lock.json', 'tsconfig.json'];

function* filesBelow(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) return yield place;
  for (const entry of readdirSync(full).toSorted()) yield* filesBelow(`${place}/${entry}`);
}

/** What the build depends on, in one word. Contents, not dates: a checkout changes the dates of files it leaves alone. */
function fingerprint(config) {
  const hash = createHash('sha256');
  for (const source of [...SOURCES, config]) {
    for (const file of filesBelow(source)) {
      if (/\.test\.tsx?$/.test(file)) continue;
      const contents = readFileSync(path.join(root, file));
      hash.update(`${file}\0${contents.length}\0`).update(contents);
    }
  }
  return hash.digest('hex');
}

/** Runs Vite; resolves with what it said when it failed. */
function runVite({ config, target }) {
  const env = target === undefined ? process.env : { ...process.env, BROWSER_TARGET: target };
  const args = ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--logLevel', 'warn'];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : said));
  });
}

/**
 * Builds dist/chrome, dist/firefox and dist/web where they are missing or older than their sources. Ends the program, with what Vite
 * said, when a build fails.
 */
export async function buildExtension() {
  const due = [];
  for (const build of BUILDS) {
    if (!existsSync(path.join(root, build.config))) continue;
    // Beside the folder: Vite empties it.
    const note = path.join(root, 'dist', `.${build.name}`);
    const current = fingerprint(build.config);
    const isBuilt = existsSync(path.join(root, 'dist', build.name, build.result));
    if (!isBuilt || !existsSync(note) || readFileSync(note, 'utf8') !== current) due.push({ ...build, note, current });
  }
  if (due.length === 0) return;
  if (!existsSync(path.join(root, 'node_modules/vite'))) {
    process.stdout.write('The extension is not built: Vite is not installed here (npm ci --include=dev installs it).\n');
    return;
  }
  process.stdout.write(`Building ${due.map(({ name }) => `dist/${name}`).join(', ')} …\n`);
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  const failures = await Promise.all(
    due.map(async (build) => {
      const said = await runVite(build);
      if (said === undefined) writeFileSync(build.note, build.current);
      return said === undefined ? [] : [`dist/${build.name} could not be built:\n${said.trim()}`];
    }),
  );
  if (failures.flat().length > 0) giveUp(failures.flat().join('\n'));
}
