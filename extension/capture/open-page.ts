import type { Budget } from './budget.ts';
import { attributeOf, selectAll } from './dom.ts';
import { atomsText, titleOf } from './tree-text.ts';
import { clean } from './text.ts';
import { readTree, type Box, type Tree } from './tree.ts';

/** A page with its document at hand. Sites read from it by selectors; everything else reads the tree, which needs no document. */
export interface OpenPage {
  document: Document;
  url: URL;
  tree: Tree;
  byElement: ReadonlyMap<Element, Box>;
  /** `<title>`, one line. */
  documentTitle: string;
  budget: Budget;
}

/** Copies a document's tree once. Never throws for a strange document. */
export function openPage(document: Document, url: URL, budget: Budget): OpenPage {
  const byElement = new Map<Element, Box>();
  const tree = readTree(document, budget, byElement);
  return { document, url, tree, byElement, documentTitle: titleOf(tree), budget };
}

/** The visible text of the first element that a selector matches and that has any; `''` where none has. For sites. */
export function textOf(page: OpenPage, selector: string): string {
  for (const element of selectAll(page.document, selector)) {
    if (page.budget.isSpent()) break;
    const text = textOfElement(page, element);
    if (text) return text;
  }
  return '';
}

/** The visible text of an element, one line; of an image its `alt`. */
export function textOfElement(page: OpenPage, element: Element): string {
  const box = page.byElement.get(element);
  if (!box || box.hidden) return '';
  if (box.tag === 'img') return clean(attributeOf(element, 'alt') ?? '');
  return clean(atomsText(page, box)).slice(0, 100_000);
}
