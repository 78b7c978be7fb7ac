import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findChromium } from './find-chromium.mjs';

const [rounds = '10', browsers = '20', servers = '20', week = '500'] = process.argv.slice(2);
if ([rounds, browsers, servers, week].some((count) => !/^\d+$/.test(count))) {
  console.log(`npm run campaign:never-lost [-- ROUNDS [BROWSERS [SERVERS [WEEK]]]]

In a real Chromium with a real server and PostgreSQL: kills the service worker at 12 points of a save, ROUNDS times each (10), the
browser right after "Saved", BROWSERS times (20), the server in the middle of a request, SERVERS times (20), and then sends WEEK (500)
saves that wait since a week offline. Says what became of every save that was acknowledged; fails where one is missing or there twice.`);
  process.exit(rounds === '--help' ? 0 : 1);
}
const env = {
  ...process.env,
  CHROMIUM_PATH: process.env['CHROMIUM_PATH'] ?? (await findChromium()),
  WORKER_ROUNDS: rounds,
  BROWSER_KILLS: browsers,
  SERVER_KILLS: servers,
  WEEK: week,
};
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser', 'tests/browser/killed.test.ts'];
process.exit(spawnSync(process.execPath, vitest, { stdio: 'inherit', env }).status ?? 1);
