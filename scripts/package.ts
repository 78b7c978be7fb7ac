// npm run package: what the stores are given.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { archive } from './package/archive.ts';
import { filesBelow, sourceFiles } from './package/files.ts';
import { build, rebuildFromSource } from './package/rebuild.ts';
import { root } from './ensure-installed.mjs';

const HELP = `npm run package: builds the extension for both stores into dist/packages.

  jackdaw-VERSION-chrome.zip     for the Chrome Web Store (Edge and Brave take it too)
  jackdaw-VERSION-firefox.zip    for addons.mozilla.org
  jackdaw-VERSION-source.zip     the source that addons.mozilla.org asks for with it

Then the Firefox package is built once more, from the source archive alone in an empty folder (npm ci), and compared byte by byte.

  --no-check    leave that out
`;

/** The zip that the stores take must stay small: what grows past this is looked at first. */
const MAX_ZIP_BYTES = 250_000;

function main(): number {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, 'no-check': { type: 'boolean' } } });
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

  const zips = (['chrome', 'firefox'] as const).map((browser) => {
    const outDir = path.join(root, 'dist', browser);
    build(root, browser, outDir);
    const zip = archive(outDir, filesBelow(outDir));
    keep(browser, zip);
    return zip;
  });
  const source = archive(root, sourceFiles(root));
  keep('source', source);

  const tooLarge = zips.filter((zip) => zip.length > MAX_ZIP_BYTES);
  if (tooLarge.length > 0) {
    console.error(`A package has more than ${MAX_ZIP_BYTES / 1000} kB: npm run bench prints what is in it.`);
    return 1;
  }
  if (values['no-check']) return 0;
  console.log('Building the Firefox package from the source archive alone …');
  if (Buffer.compare(rebuildFromSource(source), zips[1] ?? new Uint8Array()) === 0) {
    console.log('It is the same, byte by byte.');
    return 0;
  }
  console.error('It differs: a reviewer who builds the source would not get what was handed in.');
  return 1;
}

process.exitCode = main();
