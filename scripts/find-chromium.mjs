import process from 'node:process';
import { giveUp } from './ensure-installed.mjs';
import { findOrInstall, isProgram } from './find-program.mjs';

const CHROMIUM = {
  // Chromium first: Chrome proper no longer loads an extension from the command line (since version 137).
  names: ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'google-chrome', 'google-chrome-stable', 'chrome'],
  places: [
    '/usr/lib/chromium/chromium',
    '/snap/bin/chromium',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  packageName: 'chromium',
};

/**
 * The path of a Chromium (or Chrome): CHROMIUM_PATH, the PATH, the usual places. Installs one where that is a matter of apt-get and we
 * are root; ends the program with what to install otherwise.
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isProgram(given) ? given : giveUp(`CHROMIUM_PATH=${given} is not a program.`);
  return (
    findOrInstall(CHROMIUM) ??
    giveUp(
      'The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to a Chromium or Chrome for Testing.',
    )
  );
}
