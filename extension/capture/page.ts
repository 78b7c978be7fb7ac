import type { Budget } from './budget.ts';
import { readLines, type Line } from './lines.ts';
import type { PageCopy } from './page-copy.ts';
import { titleOf } from './tree-text.ts';
import { attribute, type Box, type Tree } from './tree.ts';

/** What the engine reads, without the document: built once per capture from a copy; readers never touch globals. */
export interface Page {
  url: URL;
  openedAs: URL | null;
  /** Relative dates on the page are resolved against it. */
  capturedAt: Date;
  /** False for a saved page of unknown age: then "2 days ago" tells nothing. */
  datesAreRelativeToCapture: boolean;
  tree: Tree;
  /** Every visible line; `scope` says which of them belong to the open posting. */
  lines: readonly Line[];
  /** `<title>`, one line. */
  documentTitle: string;
  /** BCP 47 as the page says, lower case; `''` where it doesn't. */
  language: string;
  /** Contents of `<meta name|property|itemprop>`, by lower-case name, first one wins. */
  meta: ReadonlyMap<string, string>;
  /** False where reading ended before the page did. */
  whole: boolean;
  /** What is left of the time; whatever walks through the page asks it. */
  budget: Budget;
}

/** Meta tags of a page: real ones have a hundred. */
const MOST_METAS = 2000;

function readMeta(tree: Tree): Map<string, string> {
  const meta = new Map<string, string>();
  for (const box of tree.metas.slice(0, MOST_METAS)) {
    const content = attribute(box, 'content') || (box.tag === 'link' ? attribute(box, 'href') : '');
    const name = (
      attribute(box, 'property') ||
      attribute(box, 'name') ||
      (box.tag === 'link' ? `link:${attribute(box, 'rel')}` : '')
    ).toLowerCase();
    if (name && content.trim() && !meta.has(name)) meta.set(name, content);
  }
  return meta;
}

/** A page of its copy, read at an instant. Never throws for a strange copy. */
export function createPage({ url, openedAs, tree }: PageCopy, budget: Budget, capturedAt: Date, datesAreRelativeToCapture: boolean): Page {
  const { lines, whole } = readLines(tree.atoms, budget);
  return {
    url,
    openedAs,
    capturedAt,
    datesAreRelativeToCapture,
    tree,
    lines,
    whole: whole && !tree.incomplete,
    documentTitle: titleOf(tree),
    language: (tree.root?.attributes?.['lang'] ?? '').trim().toLowerCase().slice(0, 20),
    meta: readMeta(tree),
    budget,
  };
}

/** The lines inside a box. */
export function linesIn(page: Page, { order, end }: Pick<Box, 'order' | 'end'>): Line[] {
  return page.lines.filter((line) => line.order >= order && line.order < end);
}
