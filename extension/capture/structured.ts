import { parseDay } from './fields/day.ts';
import type { FieldContext } from './fields/context.ts';
import { parseTitle } from './fields/title.ts';
import type { Line } from './lines.ts';
import type { Page } from './page.ts';
import { postingKey } from './posting-key.ts';
import type { Headline } from './sources/headings.ts';
import { readPostingNodes, type Node } from './sources/json-ld.ts';
import { readMicrodata, readRdfa } from './sources/microdata.ts';
import { plain, squash, wordsOf } from './text.ts';
import type { Box } from './tree.ts';

/** One JobPosting of the page's structured data. */
export interface Structured {
  node: Node;
  reader: 'json-ld' | 'microdata' | 'rdfa';
}

/** Every JobPosting of the page, in any of the three formats. */
export function readStructured(page: Page): Structured[] {
  return [
    ...readPostingNodes(page).map((node) => ({ node, reader: 'json-ld' as const })),
    ...readMicrodata(page).map(({ node }) => ({ node, reader: 'microdata' as const })),
    ...readRdfa(page).map(({ node }) => ({ node, reader: 'rdfa' as const })),
  ];
}

/** The title as written in a node, as plain text; `''` where it has none. */
export function structuredTitle({ node }: Structured): string {
  const raw = node['title'] ?? node['name'];
  return typeof raw === 'string' ? (parseTitle(raw) ?? plain(raw)) : '';
}

const within = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce((inner, key) => {
    const one: unknown = Array.isArray(inner) ? inner[0] : inner;
    return typeof one === 'object' && one !== null ? (one as Node)[key] : undefined;
  }, value);

const sameHost = (a: URL, b: URL): boolean => a.hostname.replace(/^www\./, '') === b.hostname.replace(/^www\./, '');

/** Whether two addresses of one host are two postings'. */
function areTwo(a: URL, b: URL): boolean {
  const [one, other] = [postingKey(a), postingKey(b)];
  return sameHost(a, b) && one !== null && other !== null && one !== other;
}

/** The address that the data gives for its posting, as far as it is one of this host. */
function ownAddress(node: Node, page: Page): URL | null {
  for (const raw of [node['url'], within(node, 'mainEntityOfPage', '@id'), node['mainEntityOfPage'], node['@id']]) {
    const url =
      typeof raw === 'string' && /^(?:https?:\/\/|\/)/.test(raw) && URL.canParse(raw, page.url.href) ? new URL(raw, page.url) : null;
    if (url && sameHost(url, page.url) && postingKey(url) !== null) return url;
  }
  return null;
}

/** How much speaks for data of the posting that was shown before: 2 the address it gives, 1 that the document was loaded as another posting's page. */
function suspicion(node: Node, page: Page): number {
  const own = ownAddress(node, page);
  if (own) return areTwo(own, page.url) ? 2 : 0;
  return page.openedAs && areTwo(page.openedAs, page.url) ? 1 : 0;
}

/** The titles, squashed, of data that may be the posting's that was shown before: what only it agrees with proves nothing. */
export const doubtedTitles = (all: readonly Structured[], page: Page): string[] =>
  all
    .filter(({ node }) => suspicion(node, page) > 0)
    .map((structured) => squash(structuredTitle(structured)))
    .filter(Boolean);

/**
 * Whether the data is the posting's that was shown before: a single-page application changes what is in front of the person, and leaves the head with its
 * data, og:title and often `<title>` behind. Its title then stands nowhere on the page and shares hardly a word with the heading that does; and its
 * employer or its place is not to be seen either, or it was another address's. A title alone may only be worded otherwise, or in another language.
 */
function isLeftOver({ node, ...rest }: Structured, page: Page, headline: Headline | null, textLength: number): boolean {
  if (!headline?.line || headline.line.heading === 0 || textLength < 600) return false;
  const raw = structuredTitle({ node, ...rest });
  const words = wordsOf(raw).filter((word) => word.length > 2);
  const heading = new Set(wordsOf(headline.text));
  if (words.length === 0 || squash(headline.text).includes(squash(raw))) return false;
  const doubt = suspicion(node, page);
  if (words.filter((word) => heading.has(word)).length / words.length > (doubt > 0 ? 0.75 : 0.34)) return false;
  const shownIn = (lines: readonly Line[], text: string) => lines.some((line) => squash(line.text).includes(squash(text)));
  // The posting before may still stand in a list beside the one that is open.
  if (shownIn(doubt > 0 ? page.lines.filter((line) => line.linked < 0.6 || line.heading > 0) : page.lines, raw)) return false;
  const facts = [within(node, 'hiringOrganization', 'name'), within(node, 'jobLocation', 'address', 'addressLocality')];
  return doubt > 0 || facts.some((fact) => typeof fact === 'string' && squash(fact).length > 2 && !shownIn(page.lines, fact));
}

/** The titles of the data that was left behind, squashed: whatever else says them is as old. */
export function leftOverTitles(all: readonly Structured[], page: Page, headline: Headline | null, textLength: number): string[] {
  // A page of many postings leaves none behind, and looking for each would take long.
  return all
    .slice(0, 5)
    .filter((structured) => isLeftOver(structured, page, headline, textLength))
    .map((structured) => squash(structuredTitle(structured)));
}

/** What is in front of the person, to hold the data against. */
interface Shown {
  headline: Headline | null;
  leftOver: readonly string[];
  pane: Box | null;
  textLength: number;
}

/** How far a structured posting is the one that the page shows: 1 agrees with what is shown, about 0.8 nothing to compare with, 0 another posting. */
function trustIn(structured: Structured, page: Page, { headline, leftOver, textLength }: Shown): number {
  const title = squash(structuredTitle(structured));
  if (!title) return headline ? 0.5 : 0;
  const shown = [headline?.text ?? '', page.documentTitle, page.meta.get('og:title') ?? ''].map(squash).filter((text) => text.length > 3);
  if (leftOver.includes(title)) return 0;
  // Nothing to be seen yet, and the head is another posting's.
  if (textLength < 400 && suspicion(structured.node, page) > 0 && !squash(headline?.line?.text ?? '').includes(title)) return 0;
  if (shown.some((text) => text.includes(title) || (text.length >= 8 && title.includes(text)))) return 1;
  if (textLength < 400) return 0.85;
  if (headline?.agreed && headline.line) return 0;
  return page.lines.some((line) => line.text.length < title.length + 40 && squash(line.text) === title) ? 0.9 : 0;
}

/** The structured posting that agrees best with the page, and how far it may be believed. */
export function chooseStructured(
  all: readonly Structured[],
  page: Page,
  shown: Shown,
): { structured: Structured | undefined; trust: number } {
  let structured: Structured | undefined;
  let trust = 0;
  for (const candidate of all) {
    // Beside a list the data describes the search or its first hit, unless it names what is open.
    const beside = shown.pane && squash(structuredTitle(candidate)) !== squash(shown.headline?.text ?? '');
    const own = beside ? 0 : trustIn(candidate, page, shown);
    if (own > trust) {
      structured = candidate;
      trust = own;
    }
  }
  return { structured, trust };
}

/** Whether a deadline is the publisher's own rule and not the employer's: a round number of days after the posting. */
export function isGeneratedDeadline(node: Node, context: FieldContext): boolean {
  const from = parseDay(node['datePosted'] ?? node['datePublished'], context);
  const to = parseDay(node['validThrough'], context);
  if (!from || !to) return false;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return days <= 0 || [28, 29, 30, 31, 45, 59, 60, 61, 89, 90, 91, 92, 120, 180, 181, 182, 183, 184, 364, 365, 366].includes(days);
}
