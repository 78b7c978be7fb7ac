import type { Budget } from './budget.ts';
import { attributeOf, domOf, rootOf, scriptTextOf, type Dom } from './dom.ts';

/** A part of the page that a text stands in; several at once as flags. */
export const REGION = { nav: 1, footer: 2, header: 4, aside: 8, form: 16, dialog: 32, main: 64, control: 128, noise: 256 } as const;

/** An element as we read it: a plain copy that no script or markup of the page can reach, and that may leave it as JSON. What is inside it has an order from `order` up to, not including, `end`. */
export interface Box {
  tag: string;
  parent: Box | null;
  children: Box[];
  order: number;
  end: number;
  hidden: boolean;
  region: number;
  /** Attribute names of interest that it has, as read; others through `attributeOf`. `called` is the field that the author's own names for the element say it holds. */
  attributes: Record<string, string> | null;
}

/** A run of text; `box` is the element directly around it. */
export interface Atom {
  text: string;
  box: Box;
  /** Number of the line it belongs to. */
  line: number;
  order: number;
}

export interface Script {
  type: string;
  id: string;
  text: string;
}

export interface Tree {
  root: Box | null;
  boxes: Box[];
  atoms: Atom[];
  scripts: Script[];
  images: Box[];
  metas: Box[];
  /** True where it ends before the document does. */
  incomplete: boolean;
}

const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const SKIPPED = new Set('style noscript template iframe canvas video audio object embed math head datalist map area'.split(' '));
const KEPT = new Set(
  'hidden style aria-hidden role itemscope itemprop itemtype itemref itemid typeof property datetime content open aria-label title alt href rel id type lang data-value data-date value name vocab resource about src'.split(
    ' ',
  ),
);
/** Where authors name their boxes for themselves, for style sheets and for tests. */
const NAMING = new Set('class id data-testid data-test data-automation data-automation-id data-qa data-tag data-ui data-hook'.split(' '));
/** Names that end in what a box holds: `company-name`, `jobLocation`, `date-posted`, `job__location--x1`. Others (`company-logo`, `locations-filter`) are not meant. */
const CALLED =
  /(?:^|[\s_-]|[a-z](?=[A-Z]))(?:([cC]ompany|[cC]omp-name|[eE]mployer|[oO]rgani[sz]ation|[aA]dvertiser|[aA]rbeitgeber|[fF]irma|[eE]ntreprise|[eE]mpresa|[aA]zienda|[bB]edrijf|[wW]erkgever)|((?:[lL]ocation|[wW]orkplace)s?|city|map-?marker|map-?pin|geo-alt|lieu|standort|arbeitsort|einsatzort|ubicacion|localidad|standplaats|lokalita)|([pP]osted|[pP]ublished|[pP]ub-?[dD]ate|[dD]ate-?[pP]osted)|([dD]eadline|[cC]losing|[eE]xpir(?:y|es|ation)))(?:[-_]?(?:[nN]ame|[dD]ate|[oO]n|[aA]t|[tT]ext|[vV]alue|[lL]ink))?(?=$|\s|__|--)/;
const CALLED_FIELDS = ['company', 'location', 'datePosted', 'validThrough'] as const;
/** Most names stand on many elements of a page; the pattern is asked for each name once. */
const knownNames = new Map<string, string | null>();
const MOST_NAMES = 5000;

function calledBy(name: string): string | null {
  let known = knownNames.get(name);
  if (known === undefined) {
    const match = CALLED.exec(name);
    known = match && (CALLED_FIELDS[match.slice(1).findIndex(Boolean)] ?? '');
    if (knownNames.size < MOST_NAMES) knownNames.set(name, known);
  }
  return known;
}

const ROLES: Record<string, number> = {
  navigation: REGION.nav, menu: REGION.nav, menubar: REGION.nav, tablist: REGION.nav, contentinfo: REGION.footer, banner: REGION.header, complementary: REGION.aside,
  form: REGION.form, search: REGION.nav, dialog: REGION.dialog, alertdialog: REGION.dialog, alert: REGION.dialog, main: REGION.main, button: REGION.control, combobox: REGION.control, listbox: REGION.control,
}; // prettier-ignore
const TAGS: Record<string, number> = {
  nav: REGION.nav, footer: REGION.footer, header: REGION.header, aside: REGION.aside, form: REGION.form, dialog: REGION.dialog, main: REGION.main, button: REGION.control,
  select: REGION.control, textarea: REGION.control, search: REGION.nav, menu: REGION.nav, option: REGION.control,
}; // prettier-ignore

const MAX_NODES = 400_000;
/** Longest attribute; a longer one is cut. Addresses tell by their beginning, and may hold a whole picture. */
const MAX_ATTRIBUTE = 20_000;
const MAX_ADDRESS = 1000;
/** Scripts that hold data: JSON by their type, or one value assigned to a global. What any other does is not ours to read. */
const ASSIGNS = /^\s*(?:window|self|globalThis)(?:\.|\[["'])\w{2,60}(?:["']\])?\s*=\s*[{[]/;
/** Characters of text and attributes in all, and of scripts: about ten times what the largest real postings have. */
const MAX_TEXT = 4_000_000;
const MAX_SCRIPTS = 6_000_000;
const NOT_SHOWN = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

function isHidden(tag: string, attributes: Record<string, string> | null): boolean {
  if (!attributes) return tag === 'dialog';
  const { hidden, style, type, open } = attributes;
  if (hidden !== undefined && hidden !== 'until-found') return true;
  if (style !== undefined) return true;
  if (tag === 'dialog' && open === undefined) return true;
  if (tag === 'input' && type === 'hidden') return true;
  // On blocks it only means "a dialog is open in front": sighted people still see them.
  return attributes['aria-hidden'] === 'true' && (tag === 'i' || tag === 'svg');
}

function readAttributes({ attributeNamesOf, attributeOf }: Dom, element: Element): Record<string, string> | null {
  let kept: Record<string, string> | null = null;
  for (const name of attributeNamesOf(element)) {
    // Of a style only that it hides is of interest, and few do.
    if (name === 'style' && !NOT_SHOWN.test((attributeOf(element, name) ?? '').slice(0, MAX_ATTRIBUTE))) continue;
    const called = NAMING.has(name) ? calledBy((attributeOf(element, name) ?? '').slice(0, 300)) : null;
    if (called === null && !KEPT.has(name)) continue;
    kept ??= {};
    if (called !== null) kept['called'] ??= called;
    if (KEPT.has(name))
      kept[name] = (attributeOf(element, name) ?? '').slice(0, name === 'src' || name === 'href' ? MAX_ADDRESS : MAX_ATTRIBUTE);
  }
  return kept;
}

export const emptyTree = (): Tree => ({ root: null, boxes: [], atoms: [], scripts: [], images: [], metas: [], incomplete: false });

/** Puts a box among its parent and its like. */
export function addBox(tree: Tree, box: Box): void {
  tree.boxes.push(box);
  box.parent?.children.push(box);
  if (box.tag === 'img') tree.images.push(box);
  if (box.tag === 'meta' || box.tag === 'link') tree.metas.push(box);
}

/**
 * Copies the document into plain boxes and runs of text in one pass, without recursion; stops when the budget is spent, after 400,000 nodes or
 * 4 MB of text. `byElement`, where it is given, is filled with the box of each element.
 */
export function readTree(document: Document, budget: Budget, byElement: Map<Element, Box> | null): Tree {
  const tree = emptyTree();
  const root = rootOf(document);
  if (!root) return tree;
  const dom = domOf(document);
  const { firstChildOf, nextSiblingOf, nodeTypeOf, tagOf, dataOf } = dom;
  let line = 0;
  let nodes = 0;
  let order = 0;
  /** The node before was text, of the same element and line. */
  let afterText = false;
  let text = 0;
  let scripted = 0;
  /** The open elements, outermost first; empty once the root's end was passed. */
  const elements: Element[] = [];
  const addScript = (element: Element): void => {
    const code = scriptTextOf(element);
    const type = attributeOf(element, 'type') ?? '';
    if (!/json/i.test(type) && !ASSIGNS.test(code.slice(0, 200))) return;
    // What does not fit is left out whole: half of it tells nothing.
    if ((scripted += code.length) > MAX_SCRIPTS) tree.incomplete = true;
    else tree.scripts.push({ type, id: attributeOf(element, 'id') ?? '', text: code });
  };
  const open = (element: Element, tag: string, parent: Box | null): Box => {
    const attributes = readAttributes(dom, element);
    for (const name in attributes) text += attributes[name]?.length ?? 0;
    const role = attributes?.['role'];
    const top = tag === 'html' || tag === 'body';
    const box: Box = {
      tag,
      parent,
      children: [],
      order: (order += 1),
      end: 0,
      hidden: (parent?.hidden ?? false) || (!top && isHidden(tag, attributes)),
      region: (parent?.region ?? 0) | (top ? 0 : (TAGS[tag] ?? 0) | (role ? (ROLES[role] ?? 0) : 0)),
      attributes,
    };
    // It told whether the element is hidden; nothing else is read in it.
    if (attributes?.['style'] !== undefined) delete attributes['style'];
    addBox(tree, box);
    byElement?.set(element, box);
    elements.push(element);
    return box;
  };
  const isBlock = (tag: string) => !INLINE.has(tag);

  // A page that is nothing but a script's element: some parsers make that element the root.
  if (tagOf(root) === 'script') addScript(root);
  tree.root = open(root, tagOf(root), null);
  let current: Box = tree.root;
  let node: Node | null = tagOf(root) === 'script' ? null : firstChildOf(root);
  for (;;) {
    while (!node) {
      afterText = false;
      current.end = order + 1;
      if (isBlock(current.tag)) line += 1;
      const element = elements.pop();
      if (!element) return tree;
      // Fragments saved without html and body have what follows the first element as siblings of it.
      node = nextSiblingOf(element);
      current = current.parent ?? current;
    }
    nodes += 1;
    if (nodes >= MAX_NODES || text > MAX_TEXT || budget.isSpent()) {
      tree.incomplete = true;
      for (let box: Box | null = current; box; box = box.parent) box.end = order + 1;
      return tree;
    }
    const type = nodeTypeOf(node);
    if (type === 3 || type === 4) {
      const data = dataOf(node).slice(0, MAX_TEXT);
      text += data.length;
      const joined = afterText ? tree.atoms.at(-1) : undefined;
      afterText = true;
      // Frameworks and parsers cut one run of text into several nodes; what a person reads is one.
      if (joined) joined.text += data;
      else if (data.trim()) tree.atoms.push({ text: data, box: current, line, order: (order += 1) });
      else if (data) {
        const last = tree.atoms.at(-1);
        if (last && last.line === line && !/\s$/.test(last.text)) last.text += ' ';
      }
      afterText &&= tree.atoms.at(-1)?.box === current && tree.atoms.at(-1)?.line === line;
    } else if (type === 1) {
      afterText = false;
      const element = node as Element;
      const tag = tagOf(element);
      if (tag === 'script') {
        addScript(element);
      } else if (tag === 'br' || tag === 'hr') {
        line += 1;
      } else if (tag === 'head' || !SKIPPED.has(tag)) {
        if (isBlock(tag)) line += 1;
        current = open(element, tag, current);
        node = tag === 'svg' ? null : firstChildOf(element);
        continue;
      }
    } else afterText = false;
    node = nextSiblingOf(node);
  }
}

/** Whether `inner` is `outer` or inside it. */
export const contains = (outer: Box, inner: Box): boolean => inner.order >= outer.order && inner.order < outer.end;

export const attribute = (box: Box, name: string): string => box.attributes?.[name] ?? '';
