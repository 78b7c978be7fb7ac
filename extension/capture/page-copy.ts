import type { PostingField } from '../../contract/posting.ts';
import type { Budget } from './budget.ts';
import { selectAll } from './dom.ts';
import { openPage, textOfElement, type OpenPage } from './open-page.ts';
import { siteOf } from './sites/index.ts';
import type { Site } from './sites/site.ts';
import { readTree, type Box, type Tree } from './tree.ts';

/** The orders that a box takes up: from, up to and not including. */
export type Span = readonly [from: number, to: number];

/** A visible element that one of a site's selectors matches. */
export interface SiteMatch {
  field: PostingField;
  selector: string;
  span: Span;
  /** Its text; `''` for a description, whose lines are read where it stands. */
  text: string;
}

/** What a site's `refine` read; `spans` where the text is in boxes of the page. */
export interface SiteReading {
  field: PostingField;
  raw?: unknown;
  spans?: readonly Span[];
  via: string;
}

/** What is known of a page because its site is known. */
export interface SiteFound {
  name: string;
  /** Where the box of the open posting begins, beside a list. */
  pane: number | null;
  beside: Span[];
  matches: SiteMatch[];
  readings: SiteReading[];
}

/** Everything that a capture takes out of a document. Plain values: the rest of the engine needs no page, and runs where the page can't reach it. */
export interface PageCopy {
  url: URL;
  /** Where the document was loaded from. A single-page application has gone on since, and its head may still tell of what it showed there. */
  openedAs: URL | null;
  tree: Tree;
  site: SiteFound | null;
}

/** The contract's list, written out: importing its value would bring the schemas and their library into every page. */
const FIELDS: readonly PostingField[] = [
  'title',
  'company',
  'location',
  'workplaceType',
  'employmentType',
  'salary',
  'datePosted',
  'validThrough',
  'description',
];

const MOST_MATCHES = 20;
const MOST_BESIDE = 500;
const MOST_READINGS = 200;

function* boxesOf(page: OpenPage, selectors: readonly string[] = []): Generator<{ element: Element; box: Box }> {
  for (const selector of selectors)
    for (const element of selectAll(page.document, selector)) {
      if (page.budget.isSpent()) return;
      const box = page.byElement.get(element);
      if (box) yield { element, box };
    }
}

/** Where the element begins that holds the open posting beside a list, as the site says it; only where it has text enough to be one. */
function paneOf(page: OpenPage, site: Site): number | null {
  for (const { element, box } of boxesOf(page, site.pane)) if (textOfElement(page, element).length > 300) return box.order;
  return null;
}

function matchesOf(page: OpenPage, site: Site): SiteMatch[] {
  const all: SiteMatch[] = [];
  for (const field of FIELDS)
    for (const selector of site.selectors?.[field] ?? []) {
      let matches = 0;
      for (const { element, box } of boxesOf(page, [selector])) {
        const text = textOfElement(page, element);
        if (text === '') continue;
        all.push({ field, selector, span: [box.order, box.end], text: field === 'description' ? '' : text });
        if ((matches += 1) >= MOST_MATCHES) break;
      }
    }
  return all;
}

function refine(page: OpenPage, site: Site): SiteReading[] {
  const readings: SiteReading[] = [];
  try {
    for (const { field, raw, elements, via } of site.refine?.(page) ?? []) {
      const boxes = (elements ?? []).map((element) => page.byElement.get(element)).filter((box) => box && !box.hidden);
      readings.push(elements ? { field, via, spans: boxes.flatMap((box) => (box ? [[box.order, box.end]] : [])) } : { field, raw, via });
      if (readings.length >= MOST_READINGS || page.budget.isSpent()) break;
    }
  } catch {
    // The site's markup changed under it; the general readers still answer.
  }
  return readings;
}

function readSite(page: OpenPage, site: Site): SiteFound {
  const beside = [...boxesOf(page, site.beside)].slice(0, MOST_BESIDE).map(({ box }): Span => [box.order, box.end]);
  return { name: site.name, pane: paneOf(page, site), beside, matches: matchesOf(page, site), readings: refine(page, site) };
}

/** Takes out of a document all that a capture needs, in one pass and without a trace in it. A site's mistake costs its readings, never the copy. */
export function copyPage(document: Document, url: URL, budget: Budget, openedAs: URL | null = null): PageCopy {
  const site = siteOf(url, document);
  // Most pages are of no site, and nobody asks where their elements are.
  if (!site) return { url, openedAs, tree: readTree(document, budget, null), site: null };
  const page = openPage(document, url, budget);
  return { url, openedAs, tree: page.tree, site: readSite(page, site) };
}
