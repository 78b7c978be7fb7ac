import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { giveUp } from './ensure-installed.mjs';

// Chromium first: Chrome proper no longer loads an extension from the command line (since version 137).
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const APT_GET = '/usr/bin/apt-get';

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...PLACES].find(isProgram);
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && isProgram(APT_GET);
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(APT_GET, ['-y', '-q', ...args], { stdio: 'inherit', env }).status === 0;
}

/**
 * The path of a Chromium (or Chrome): CHROMIUM_PATH, the PATH, the usual places. Installs one where that is a matter of apt-get and we
 * are root; ends the program with what to install otherwise.
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isProgram(given) ? given : giveUp(`CHROMIUM_PATH=${given} is not a program.`);
  const found = find();
  if (found) return found;
  // Ubuntu's package of that name is a pointer to a snap, which does not run here.
  const isUbuntu = existsSync('/etc/os-release') && /^ID=ubuntu/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (isDebianRoot() && !isUbuntu) {
    process.stdout.write('Installing a browser for the tests (apt-get install chromium) …\n');
    aptGet('update');
    aptGet('install', '--no-install-recommends', 'chromium');
    const installed = find();
    if (installed) return installed;
  }
  return giveUp(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to a Chromium or Chrome for Testing.',
  );
}
