// Plain Node, and of any version: this runs before anything is installed, and must be able to say that Node is too old.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends the program with one line on standard error. */
export function giveUp(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

/** Ends the program when this Node is older than package.json asks for. */
export function checkNode() {
  const wanted = readJson('package.json').engines.node.replace(/^>=/, '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    giveUp(`Jackdaw needs Node ${wanted} or newer, and this is ${process.versions.node}: https://nodejs.org`);
  }
}

/** Whether node_modules holds what the lockfile says: npm keeps its own account of what it installed. Dates do not survive a checkout. */
function isInstalled() {
  if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const there = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(([folder, { version, optional, devOptional }]) => {
    const found = there[folder];
    // Other platforms' packages are left out.
    return folder === '' || (found === undefined ? Boolean(optional || devOptional) : found.version === version);
  });
}

/** Runs `npm ci`, showing its progress, when node_modules is missing or not what the lockfile says. Ends the program when it fails. */
export function ensureInstalled() {
  checkNode();
  if (isInstalled()) return;
  process.stdout.write('Installing what Jackdaw is made of (npm ci) …\n');
  // Started by npm, its own program is known; a plain "npm" need not be in the path then.
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...args] = [...npm, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (signal) process.kill(process.pid, signal);
  if (error || status !== 0) giveUp(`npm ci failed${error ? ` (${error.message})` : ''}: what it says above is the reason.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
