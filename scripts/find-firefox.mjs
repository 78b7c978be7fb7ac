import process from 'node:process';
import { giveUp } from './ensure-installed.mjs';
import { findOrInstall, isProgram } from './find-program.mjs';

const FIREFOX = {
  names: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
  places: ['/usr/lib/firefox-esr/firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  packageName: 'firefox-esr',
};

/**
 * The path of a Firefox: FIREFOX_PATH, the PATH, the usual places. Installs one as `findChromium` does; `undefined` where there is none,
 * and then the tests in Firefox say that they are skipped.
 */
export function findFirefox() {
  const given = process.env.FIREFOX_PATH;
  if (given) return isProgram(given) ? given : giveUp(`FIREFOX_PATH=${given} is not a program.`);
  return findOrInstall(FIREFOX);
}
