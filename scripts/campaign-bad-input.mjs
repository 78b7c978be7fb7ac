import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findChromium } from './find-chromium.mjs';

const HELP = `npm run campaign:bad-input: some 300 texts that would like to be more, in every field and in every place that shows one.

The tests show all of them in list, board and CSV, and a sample in the detail and the popup; this takes each of them there too (some ten
minutes). Fails where one runs, asks the network for something, or is not shown as the text that it is.
`;
if (process.argv.some((arg) => ['--help', '-h'].includes(arg))) {
  process.stdout.write(HELP);
  process.exit(0);
}
const env = { ...process.env, CHROMIUM_PATH: findChromium(), BAD_INPUT: 'all' };
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser', 'tests/browser/bad-input.test.ts'];
process.exit(spawnSync(process.execPath, vitest, { stdio: 'inherit', env }).status ?? 1);
