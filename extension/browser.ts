import type { Browser } from 'webextension-polyfill';

const host = globalThis as { browser?: Browser; chrome?: Browser };

/** What the browser offers its extensions, under Firefox's name for it or Chrome's: calls answer with promises under both. */
export const browser = (host.browser ?? host.chrome) as Browser;
