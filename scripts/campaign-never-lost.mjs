import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { findChromium } from './find-chromium.mjs';
import { findFirefox } from './find-firefox.mjs';
import { giveUp } from './ensure-installed.mjs';

const HELP = `npm run campaign:never-lost [-- OPTIONS]: saves in a real browser with a real server and PostgreSQL, while something is killed.

  --rounds N     the background (service worker or event page) at each of 12 points of a save, N times each (10; in Firefox 3)
  --browsers N   the browser with SIGKILL right after "Saved", and as often while its session is renewed (20; in Firefox 3)
  --servers N    the server with SIGKILL in the middle of a request (20; in Firefox 3)
  --week N       N saves that wait since a week offline, the first of them one that the server refuses (500; in Firefox 50)
  --minutes N    for which nobody answers at the end of that week (3)
  --firefox      in Firefox instead of Chromium

Says what became of every save that was acknowledged. Fails where one is missing or there twice, where an unreachable server is asked
more than once a minute, and where a refused save holds up the others.`;

const count = (fallback) => ({ type: 'string', default: fallback });
const firefox = process.argv.includes('--firefox');
const options = {
  help: { type: 'boolean' },
  firefox: { type: 'boolean' },
  rounds: count(firefox ? '3' : '10'),
  browsers: count(firefox ? '3' : '20'),
  servers: count(firefox ? '3' : '20'),
  week: count(firefox ? '50' : '500'),
  minutes: count('3'),
};
let asked;
try {
  asked = parseArgs({ options }).values;
} catch (error) {
  giveUp(`${error.message}\n\n${HELP}`);
}
if (asked.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
const browser = firefox ? { FIREFOX_PATH: findFirefox() } : { CHROMIUM_PATH: findChromium() };
if (firefox && !browser.FIREFOX_PATH) giveUp('No Firefox is here: install it (Debian: apt-get install firefox-esr), or set FIREFOX_PATH.');
const env = {
  ...process.env,
  ...browser,
  BACKGROUND_ROUNDS: asked.rounds,
  BROWSER_KILLS: asked.browsers,
  SERVER_KILLS: asked.servers,
  WEEK: asked.week,
  MINUTES_DOWN: asked.minutes,
};
const test = firefox ? 'tests/browser/firefox/firefox.test.ts' : 'tests/browser/killed.test.ts';
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'browser', test];
process.exit(spawnSync(process.execPath, vitest, { stdio: 'inherit', env }).status ?? 1);
