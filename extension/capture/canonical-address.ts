import { isGenericSegment, isSearchParameter, namesPosting, namesView, trackingStrength } from './address-words.ts';

// Five digits in a row, twelve hexadecimal ones or a UUID: enough that two postings of one host don't share it by chance.
const STRONG_ID = /\d{5}|\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i;
const LANGUAGES = 'ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hr|hu|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sv|tr|zh';
const LOCALE = new RegExp(`^(?:(?:${LANGUAGES})|[a-z]{2}[-_][A-Za-z]{2})$`);
const INDEX_FILE = /^(?:index|default|home)\.(?:html?|php|aspx?|jsp)$/i;
const APPLY =
  /^(?:apply(?:[-_]?now|[-_]?here)?|application(?:s|[-_]form)?|appl?ication\.html|bewerben|bewerbung|jetzt-bewerben|postuler|candidater|solliciteren|solliciteer|aplicar|candidatar|candidatarse|inscribirse|ansok|sok|soeg|hae|aplikuj|candidati)$/i;

/** Where a person reads one posting under a strong id: the words name a view, not a list. */
const VIEW = /^(?:details?|view|show|job|posting|description|overview|info|preview)(?:\.\w+)?$/i;

/** Query parameters worth keeping, in a fixed order; `strong` also holds the ones that usually tell only where the click came from. */
function meaningful(parameters: URLSearchParams): { kept: [string, string][]; weak: [string, string][] } {
  const kept: [string, string][] = [];
  const weak: [string, string][] = [];
  for (const [name, value] of parameters) {
    const tracking = trackingStrength(name);
    if (value === '' || tracking === 'certain' || namesView(name, value)) continue;
    (tracking === 'likely' ? weak : kept).push([name, value]);
  }
  return { kept: sorted(kept), weak: sorted(weak) };
}

function sorted(pairs: [string, string][]): [string, string][] {
  return pairs.toSorted(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1));
}

/** `%c3%a9` and `%C3%A9` are one letter; the rest of a path may mind its case. */
function segmentsOf(path: string): string[] {
  return path
    .replace(/;jsessionid=[^/]*/gi, '')
    .replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase())
    .split('/')
    .filter(Boolean);
}

/** Path without its language, index file and application tab. A language is only dropped before a strong id: `/us/` and `/de/` may be two shops. */
function postingPath(path: string): string[] {
  let segments = segmentsOf(path);
  while (segments.length > 0 && (INDEX_FILE.test(segments.at(-1) ?? '') || APPLY.test(segments.at(-1) ?? '')))
    segments = segments.slice(0, -1);
  // The same page for telephones.
  if (STRONG_ID.test(segments.join('/')))
    segments = segments.filter((segment, at) => segment !== 'amp' || (at > 0 && at < segments.length - 1));
  if (segments[0] && LOCALE.test(segments[0]) && STRONG_ID.test(segments.slice(1).join('/'))) segments = segments.slice(1);
  return segments;
}

function tellsOnePosting(segments: readonly string[]): boolean {
  const last = segments.at(-1);
  if (last === undefined) return false;
  const before = segments.at(-2) ?? '';
  if (VIEW.test(last) && STRONG_ID.test(before)) return true;
  return !isGenericSegment(last, segments.slice(0, -1));
}

interface Place {
  text: string;
  /** Whether it is one posting's. */
  specific: boolean;
}

/** One path with its query, as both the address and a hash route have. */
function placeOf(path: string, parameters: URLSearchParams): Place {
  const segments = postingPath(path);
  const { kept, weak } = meaningful(parameters);
  const named = kept.filter(([name, value]) => namesPosting(name, value));
  const strong =
    (STRONG_ID.test(segments.slice(-2).join('/')) && tellsOnePosting(segments)) || named.some(([, value]) => STRONG_ID.test(value));
  const searched = kept.some(([name]) => isSearchParameter(name));
  // What was searched for and on which page says nothing about the posting that a strong id names. Beside a short id it may: `?country=de&id=12`.
  const query = strong ? kept.filter(([name]) => !isSearchParameter(name)) : kept;
  let specific = strong || named.length > 0 || (!searched && tellsOnePosting(segments));
  // `?ref=R-20231` on an otherwise nameless page is a reference; `?ref=newsletter` is where the click came from.
  const reference = specific ? [] : weak.filter(([, value]) => /\d{3}/.test(value));
  if (reference.length > 0 && !searched) specific = true;
  const pairs = sorted([...query, ...reference]).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return { text: segments.map((segment) => `/${segment}`).join('') + (pairs.length > 0 ? `?${pairs.join('&')}` : ''), specific };
}

/**
 * One spelling for all addresses of a posting on a site nobody described: host without `www.`, path, sorted query without tracking, and the hash only
 * where it routes (`#/job/123`). `null` for what is not one posting's: a home page, a careers page, a search.
 */
export function canonicalAddress(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const host = url.host.replace(/^www\.|\.(?=$|:)/g, '').replace(/^(?:m|mobile)\.(?=[^.]+\.[a-z]{2,}(?::|$)|[^.]{3,}\.[^.]+\.)/, '');
  const page = placeOf(url.pathname, url.searchParams);
  const [, route, query = ''] = url.hash.match(/^#!?(\/[^?]*)(?:\?(.*))?$/) ?? [];
  if (route !== undefined) {
    const inner = placeOf(route, new URLSearchParams(query));
    if (inner.specific) return `${host}${page.text}#${inner.text}`;
  }
  // `#jobId=101`, as older applications route.
  const fields = new URLSearchParams(/^#[?&]?([\w.-]+=[^/]+)$/.exec(url.hash)?.[1] ?? '');
  const named = [...fields].filter(([name, value]) => namesPosting(name, value));
  if (named.length > 0 && !page.specific) return `${host}${page.text}#${new URLSearchParams(sorted(named)).toString()}`;
  return page.specific ? host + page.text : null;
}
