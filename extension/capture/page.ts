import { attribute, readTree, type Atom, type Box, type Tree } from './tree.ts';
import { isApart, readLines, type Line } from './lines.ts';
import { attributeOf, selectAll } from './dom.ts';
import { clean } from './text.ts';

/** What a capture is asked of: a document at an address, at an instant. */
export interface PageSource {
  document: Document;
  url: URL;
  /** Relative dates on the page are resolved against it. */
  capturedAt: Date;
}

/** What the engine reads. Built once per capture; readers never touch globals. */
export interface Page extends PageSource {
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
  /** When reading must end, in ms since 1970. */
  deadline: number;
}

export interface PageOptions {
  /** Time for the whole capture; 1,500 ms unless told. */
  budgetMs?: number;
  /** Set to false where the page was saved at an unknown time. */
  datesAreRelativeToCapture?: boolean;
  /** Set to false to read a page of a known site as if nobody had described it; for measuring. */
  sites?: boolean;
}

function readMeta(tree: Tree): Map<string, string> {
  const meta = new Map<string, string>();
  for (const box of tree.metas) {
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

/** A page of a document: reads it once into plain boxes and lines. Never throws for a strange document. */
export function createPage({ document, url, capturedAt }: PageSource, options: PageOptions = {}): Page {
  const deadline = Date.now() + (options.budgetMs ?? 1500);
  const tree = readTree(document, deadline);
  const language = (tree.root?.attributes?.['lang'] ?? '').trim().toLowerCase().slice(0, 20);
  const title = tree.atoms.find((atom) => atom.box.tag === 'title' && atom.box.parent?.tag !== 'svg');
  const titleParts = title ? tree.atoms.filter((atom) => atom.box === title.box).map((atom) => atom.text) : [];
  return {
    document,
    url,
    capturedAt,
    datesAreRelativeToCapture: options.datesAreRelativeToCapture ?? true,
    tree,
    lines: readLines(tree.atoms),
    documentTitle: clean(titleParts.join('')).slice(0, 600),
    language,
    meta: readMeta(tree),
    deadline,
  };
}

/** The lines inside a box. */
export function linesIn(page: Page, box: Box): Line[] {
  return page.lines.filter((line) => line.order >= box.order && line.order < box.end);
}

/** The visible text of the first element that a selector matches and that has any; `''` where none has. For sites. */
export function textOf(page: Page, selector: string): string {
  for (const element of selectAll(page.document, selector)) {
    const text = textOfElement(page, element);
    if (text) return text;
  }
  return '';
}

/** The visible text of an element, one line; of an image its `alt`. */
export function textOfElement(page: Page, element: Element): string {
  const box = page.tree.byElement.get(element);
  if (!box || box.hidden) return '';
  if (box.tag === 'img') return clean(attributeOf(element, 'alt') ?? '');
  return clean(atomsText(page, box)).slice(0, 100_000);
}

/** Visible text in a box, a space between lines; not much more than `longest` characters of it. */
export function atomsText(page: Page, box: Box, longest = 200_000): string {
  const { atoms } = page.tree;
  let low = 0;
  let high = atoms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atoms[middle]?.order ?? 0) < box.order) low = middle + 1;
    else high = middle;
  }
  let text = '';
  let previous: Atom | null = null;
  for (let at = low; at < atoms.length; at += 1) {
    const atom = atoms[at];
    if (!atom || atom.order >= box.end) break;
    if (atom.box.hidden) continue;
    text += (previous && (atom.line !== previous.line || isApart(previous, atom)) ? ' ' : '') + atom.text;
    previous = atom;
    if (text.length > longest) break;
  }
  return text;
}
