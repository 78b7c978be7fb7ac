import { v5 as nameBasedUuid } from 'uuid';
import type { DialectName } from '../../contract/imports.ts';
import type { Id } from '../../contract/text.ts';

/** The namespace of ids made for imported rows (RFC 9562, version 5). Changing it would import every file a second time. */
const NAMESPACE = '8d2c0b0e-6f5a-4c1e-9a57-0d9b6c7e3f41';

const TRACKING =
  /^(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|igshid|trk|trackingid|refid|ref|referrer|source|src|gh_src|lever-source|lipi|licu|ebp|eid|trkemail)$/i;

/**
 * One spelling for the addresses under which a row may come again: without scheme, `www.`, tracking, fragment (unless it routes) and last slash. It only
 * tells rows of files apart; which posting an address shows is the capture engine's `postingKey`. `null` for what is no web address.
 */
export function comparableAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const linkedin = /(?:^|\.)linkedin\.com$/.test(url.hostname) ? /\/jobs\/view\/(?:[^/]*-)?(\d{6,})/.exec(url.pathname)?.[1] : undefined;
  if (linkedin !== undefined) return `linkedin.com/jobs/view/${linkedin}`;
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted()
    .join('&');
  const route = /^#!?\//.test(url.hash) ? url.hash : '';
  return url.host.replace(/^www\./, '') + url.pathname.replace(/\/+$/, '') + (query && `?${query}`) + route;
}

/** Titles and names as people retype them: case, accents' spelling and spaces do not count. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** The same id for the same row of the same product at every import. */
export function rowId(dialect: DialectName, identity: readonly string[]): Id {
  return nameBasedUuid(JSON.stringify([dialect, ...identity]), NAMESPACE);
}
