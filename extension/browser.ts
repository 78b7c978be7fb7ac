import browser from 'webextension-polyfill';

/** What the browser offers its extensions, by the standard's names and with promises, whichever browser it is. */
export { browser };
