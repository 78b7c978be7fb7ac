import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findChromium } from './find-chromium.mjs';

// Each of the 300 texts that would like to be more in the detail and in the popup too; the suite takes a sample of them there.
const env = { ...process.env, CHROMIUM_PATH: findChromium(), BAD_INPUT: 'all' };
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser', 'tests/browser/bad-input.test.ts'];
process.exit(spawnSync(process.execPath, vitest, { stdio: 'inherit', env }).status ?? 1);
