import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const APT_GET = '/usr/bin/apt-get';

export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first of these names in the PATH, or else the first of these files, that can be run. */
function find({ names, places }) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...places].find(isProgram);
}

/** Debian's own: Ubuntu's browsers are pointers to snaps, which do not run here. */
function canInstall() {
  const isUbuntu = existsSync('/etc/os-release') && /^ID=ubuntu/m.test(readFileSync('/etc/os-release', 'utf8'));
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && !isUbuntu && isProgram(APT_GET);
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(APT_GET, ['-y', '-q', ...args], { stdio: 'inherit', env }).status === 0;
}

/** Where it is; installs Debian's `packageName` where it is nowhere and we are root on Debian. `undefined`: it is not here. */
export function findOrInstall({ names, places, packageName }) {
  const found = find({ names, places });
  if (found || !canInstall()) return found;
  process.stdout.write(`Installing a browser for the tests (apt-get install ${packageName}) …\n`);
  aptGet('update');
  aptGet('install', '--no-install-recommends', packageName);
  return find({ names, places });
}
