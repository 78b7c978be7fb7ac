#!/usr/bin/env node
// npm start: installs and builds what is missing, then becomes the server. Plain Node: it runs before anything is installed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { buildExtension } from './build-extension.mjs';
import { checkNode, ensureInstalled, giveUp, root } from './ensure-installed.mjs';

function help() {
  const variables = JSON.parse(readFileSync(path.join(root, 'backend/variables.json'), 'utf8'));
  const lines = Object.entries(variables).map(([name, { initial, meaning }]) => {
    return `  ${name.padEnd(14)}${meaning}${initial === '' ? '' : ` (${initial})`}`;
  });
  return `npm start: runs Jackdaw. Installs and builds what is missing, starts a PostgreSQL of its own unless it is given one, and serves
until it is stopped (Ctrl-C). What was saved stays in DATA_DIR.

Settings, as environment variables:
${lines.join('\n')}

Example: PORT=8080 npm start
`;
}

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(help());
  process.exit(0);
}
if (args.length > 0) giveUp(`npm start takes no argument "${args[0]}": settings are environment variables, see npm start -- --help`);

checkNode();
process.chdir(root);
ensureInstalled();
await buildExtension();

// package.json starts us by "exec", so that a signal to npm comes here and not to a shell that dies of it. npm killed by -9 hands on
// nothing: whoever did that wants the server gone, and has no number to stop it by.
const parent = process.ppid;
if (process.env.npm_lifecycle_event === 'start') {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch); // a second signal would mean: at once
    process.kill(process.pid, 'SIGTERM');
  }, 1000);
  watch.unref();
}

// In this very process: a signal, or kill -9, reaches the server and not a parent that has to pass it on.
const { register } = await import('tsx/esm/api');
register();
await import('../backend/main.ts');
