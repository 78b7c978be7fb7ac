// npm run package: what the stores are given.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { archive, packQuickly, packSmall } from './package/archive.ts';
import { filesBelow, sourceFiles } from './package/files.ts';
import { build, rebuildFromSource } from './package/rebuild.ts';

const HELP = `npm run package: builds the extension for both stores into dist/packages.

  jackdaw-VERSION-chrome.zip     for the Chrome Web Store (Edge and Brave take it too)
  jackdaw-VERSION-firefox.zip    for addons.mozilla.org
  jackdaw-VERSION-source.zip     the source that addons.mozilla.org asks for with it

Then the Firefox package goes through the store's own linter (web-ext, fetched for it), and is built once more, from the source archive alone
in an empty folder (npm ci), and compared byte by byte.

  --no-lint      leave the linter out
  --no-rebuild   leave the second build out
`;

const root = fileURLToPath(new URL('..', import.meta.url));

/** The linter that addons.mozilla.org runs. Fetched when needed: its 400 packages are nothing that a build or a server should install. */
const LINTER = 'web-ext@10.7.0';

interface LintReport {
  summary: { errors: number; warnings: number };
  errors: { code: string; file?: string; message: string }[];
  warnings: { code: string; file?: string; message: string }[];
}

/** Whether the linter finds no error in `dist/firefox`; warnings are told. */
function lint(): boolean {
  const args = ['exec', '--yes', `--package=${LINTER}`, '--', 'web-ext', 'lint', '--source-dir=dist/firefox', '--output=json'];
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const { summary, errors, warnings } = JSON.parse(stdout) as LintReport;
  for (const { code, file = '', message } of [...errors, ...warnings]) console.log(`  ${code} ${file}: ${message}`);
  console.log(`web-ext lint: ${summary.errors} errors, ${summary.warnings} warnings.`);
  return summary.errors === 0;
}

/** The zip that the stores take must stay small: what grows past this is looked at first. */
const MAX_ZIP_BYTES = 250_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h' }, 'no-lint': { type: 'boolean' }, 'no-rebuild': { type: 'boolean' } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { version } = JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8')) as { version: string };
  const folder = path.join(root, 'dist/packages');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const keep = (kind: string, zip: Uint8Array): void => {
    const file = path.join(folder, `jackdaw-${version}-${kind}.zip`);
    writeFileSync(file, zip);
    console.log(`${path.relative(root, file)}  ${Math.round(zip.length / 1000)} kB`);
  };

  const zips: Uint8Array[] = [];
  for (const browser of ['chrome', 'firefox'] as const) {
    const outDir = path.join(root, 'dist', browser);
    build(root, browser, outDir);
    const zip = await archive(outDir, filesBelow(outDir), packSmall);
    keep(browser, zip);
    zips.push(zip);
  }
  const source = await archive(root, sourceFiles(root), packQuickly);
  keep('source', source);

  const tooLarge = zips.filter((zip) => zip.length > MAX_ZIP_BYTES);
  if (tooLarge.length > 0) {
    console.error(`A package has more than ${MAX_ZIP_BYTES / 1000} kB: npm run bench prints what is in it.`);
    return 1;
  }
  if (!values['no-lint'] && !lint()) return 1;
  if (values['no-rebuild']) return 0;
  console.log('Building the Firefox package from the source archive alone …');
  if (Buffer.compare(await rebuildFromSource(source), zips[1] ?? new Uint8Array()) === 0) {
    console.log('It is the same, byte by byte.');
    return 0;
  }
  console.error('It differs: a reviewer who builds the source would not get what was handed in.');
  return 1;
}

process.exitCode = await main();
