#!/usr/bin/env node
// npm test: installs what is missing, runs Vitest, and ends with a line that counts. Plain Node: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { ensureInstalled, root } from './ensure-installed.mjs';
import { findChromium } from './find-chromium.mjs';
import { findFirefox } from './find-firefox.mjs';

const HELP = `npm test: runs every test: contract and engine (unit), server (backend), extension in a real Chromium and
a real Firefox (browser).
The last line reads "N passed, N failed"; the exit code is 0 only when none failed and some ran.

  npm test                                  all of them
  npm test -- --project unit                one part: unit, backend or browser
  npm test -- extension/capture -t salary   some files, some names; whatever else Vitest takes (npx vitest --help)

  CHROMIUM_PATH   the browser to use; looked for, and on Debian installed, when unset
  FIREFOX_PATH    the other one, likewise; where there is none, its tests are skipped
  PG_BIN_DIR      the bin folder of the PostgreSQL to test with; the packaged one when unset
`;

/** Whether these arguments may reach the browser tests. */
function needsBrowser(args) {
  const projects = args.flatMap((arg, index) =>
    arg === '--project' ? [args[index + 1]] : arg.startsWith('--project=') ? [arg.slice(10)] : [],
  );
  return projects.length === 0 || projects.some((project) => !['unit', 'backend'].includes(project));
}

/** Counts tests in Vitest's report. A file that could not be read, or run, is a failure of its own. */
function count(report) {
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Runs Vitest to its end, handing on a signal: it still stops its servers, and we still count. */
function spawnVitest(args, env) {
  const vitest = spawn(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vitest.kill(signal));
  return new Promise((resolve) => {
    vitest.once('error', (error) => resolve(error.message));
    vitest.once('exit', (code, signal) => resolve(signal ?? code));
  });
}

async function runVitest(args, env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jackdaw-report-'));
  const report = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ended = await spawnVitest([...reporters, ...args], env);
  let counts;
  try {
    counts = count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    counts = { passed: 0, failed: 0, skipped: 0 }; // Vitest ended before it could write one
  }
  rmSync(folder, { recursive: true, force: true });
  return { ...counts, ended };
}

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(HELP);
  process.exit(0);
}

ensureInstalled();
const env = { ...process.env };
if (needsBrowser(args)) {
  env.CHROMIUM_PATH = findChromium();
  const firefox = findFirefox();
  if (firefox !== undefined) env.FIREFOX_PATH = firefox;
}
const { passed, failed, skipped, ended } = await runVitest(args, env);
const total = passed + failed;
let failures = failed;
if (total === 0) {
  process.stdout.write(`No test ran (Vitest ended with ${ended}).\n`);
  failures = ended === 0 ? 0 : 1;
} else if (ended !== 0 && failed === 0) {
  process.stdout.write(`Every test passed, but Vitest ended with ${ended}: an error outside a test is counted as one failure.\n`);
  failures = 1;
}
if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
process.stdout.write(`${passed} passed, ${failures} failed\n`);
process.exit(failures === 0 && total > 0 ? 0 : 1);
