import { greenhouse } from './greenhouse.ts';
import { indeed } from './indeed.ts';
import { linkedin } from './linkedin.ts';
import type { Site } from './site.ts';

/** Every place whose markup is known, in alphabetical order. A new site is its file and its line here. */
export const SITES: readonly Site[] = [greenhouse, indeed, linkedin];

// `evil.com` is no ending: one generic or country label, or a second-level registry before a country (`co.uk`, `com.au`).
const ENDING = /^(?:com|net|org|jobs|io|[a-z]{2}|(?:com?|org|net)\.[a-z]{2})$/;

function isHostOf(pattern: string, hostname: string): boolean {
  const anySub = pattern.startsWith('*.');
  const base = anySub ? pattern.slice(2) : pattern;
  if (!base.endsWith('.*')) return hostname === base || (anySub && hostname.endsWith(`.${base}`));
  const stem = base.slice(0, -1);
  const at = anySub ? `.${hostname}`.lastIndexOf(`.${stem}`) : hostname.startsWith(stem) ? 0 : -1;
  return at !== -1 && ENDING.test(hostname.slice(at + stem.length));
}

function siteOfHost(url: URL): Site | undefined {
  const hostname = url.hostname.replace(/^www\.|\.$/g, '');
  return SITES.find((site) => site.hosts.some((pattern) => isHostOf(pattern, hostname)));
}

/** The site whose markup this page has: known by its host or, where an employer's own host hides it and a document is given, by its signs. */
export function siteOf(url: URL, document?: Document): Site | undefined {
  return siteOfHost(url) ?? (document && SITES.find((site) => site.signs?.some((sign) => document.querySelector(sign))));
}
