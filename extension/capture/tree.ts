import { attributeNamesOf, attributeOf, dataOf, firstChildOf, nextSiblingOf, nodeTypeOf, rootOf, scriptTextOf, tagOf } from './dom.ts';

/** A part of the page that a text stands in; several at once as flags. */
export const REGION = { nav: 1, footer: 2, header: 4, aside: 8, form: 16, dialog: 32, main: 64, control: 128, noise: 256 } as const;

/** An element as we read it: a plain copy that no script or markup of the page can reach. What is inside it has an order from `order` up to, not including, `end`. */
export interface Box {
  tag: string;
  element: Element;
  parent: Box | null;
  children: Box[];
  order: number;
  end: number;
  hidden: boolean;
  region: number;
  /** Attribute names of interest that it has, as read; others through `attributeOf`. */
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
  byElement: Map<Element, Box>;
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
const ROLES: Record<string, number> = {
  navigation: REGION.nav, menu: REGION.nav, menubar: REGION.nav, tablist: REGION.nav, contentinfo: REGION.footer, banner: REGION.header, complementary: REGION.aside,
  form: REGION.form, search: REGION.nav, dialog: REGION.dialog, alertdialog: REGION.dialog, alert: REGION.dialog, main: REGION.main, button: REGION.control, combobox: REGION.control, listbox: REGION.control,
}; // prettier-ignore
const TAGS: Record<string, number> = {
  nav: REGION.nav, footer: REGION.footer, header: REGION.header, aside: REGION.aside, form: REGION.form, dialog: REGION.dialog, main: REGION.main, button: REGION.control,
  select: REGION.control, textarea: REGION.control, search: REGION.nav, menu: REGION.nav, option: REGION.control,
}; // prettier-ignore

const MAX_NODES = 400_000;
const NOT_SHOWN = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

function isHidden(tag: string, attributes: Record<string, string> | null): boolean {
  if (!attributes) return tag === 'dialog';
  const { hidden, style, type, open } = attributes;
  if (hidden !== undefined && hidden !== 'until-found') return true;
  if (style !== undefined && NOT_SHOWN.test(style)) return true;
  if (tag === 'dialog' && open === undefined) return true;
  if (tag === 'input' && type === 'hidden') return true;
  // On blocks it only means "a dialog is open in front": sighted people still see them.
  return attributes['aria-hidden'] === 'true' && (tag === 'i' || tag === 'svg');
}

function readAttributes(element: Element): Record<string, string> | null {
  let kept: Record<string, string> | null = null;
  for (const name of attributeNamesOf(element)) {
    if (!KEPT.has(name)) continue;
    kept ??= Object.create(null) as Record<string, string>;
    kept[name] = attributeOf(element, name) ?? '';
  }
  return kept;
}

/** Copies the document into plain boxes and runs of text in one pass, without recursion; stops at `deadline` (ms since 1970) or after 400,000 nodes. */
export function readTree(document: Document, deadline: number): Tree {
  const tree: Tree = { root: null, boxes: [], atoms: [], scripts: [], images: [], metas: [], byElement: new Map(), incomplete: false };
  const root = rootOf(document);
  if (!root) return tree;
  let line = 0;
  let nodes = 0;
  let order = 0;
  /** The node before was text, of the same element and line. */
  let afterText = false;
  const open = (element: Element, tag: string, parent: Box | null): Box => {
    const attributes = readAttributes(element);
    const role = attributes?.['role'];
    const top = tag === 'html' || tag === 'body';
    const box: Box = {
      tag,
      element,
      parent,
      children: [],
      order: (order += 1),
      end: 0,
      hidden: (parent?.hidden ?? false) || (!top && isHidden(tag, attributes)),
      region: (parent?.region ?? 0) | (top ? 0 : (TAGS[tag] ?? 0) | (role ? (ROLES[role] ?? 0) : 0)),
      attributes,
    };
    tree.boxes.push(box);
    tree.byElement.set(element, box);
    parent?.children.push(box);
    return box;
  };
  const isBlock = (tag: string) => !INLINE.has(tag);

  // A page that is nothing but a script's element: some parsers make that element the root.
  if (tagOf(root) === 'script') tree.scripts.push({ type: attributeOf(root, 'type') ?? '', id: '', text: scriptTextOf(root) });
  tree.root = open(root, tagOf(root), null);
  let current: Box = tree.root;
  let node: Node | null = tagOf(root) === 'script' ? null : firstChildOf(root);
  // Fragments saved without html and body have what follows the first element as siblings of it.
  const siblings: Node[] = [];
  for (let next = nextSiblingOf(root); next; next = nextSiblingOf(next)) if (nodeTypeOf(next) === 1) siblings.push(next);
  for (;;) {
    while (!node) {
      afterText = false;
      current.end = order + 1;
      if (isBlock(current.tag)) line += 1;
      if (!current.parent) {
        const sibling = siblings.shift();
        if (!sibling) return tree;
        node = sibling;
        break;
      }
      node = nextSiblingOf(current.element);
      current = current.parent;
    }
    nodes += 1;
    if (nodes >= MAX_NODES || (nodes % 512 === 0 && Date.now() > deadline)) {
      tree.incomplete = true;
      for (let box: Box | null = current; box; box = box.parent) box.end = order + 1;
      return tree;
    }
    const type = nodeTypeOf(node);
    if (type === 3 || type === 4) {
      const text = dataOf(node);
      const joined = afterText ? tree.atoms.at(-1) : undefined;
      afterText = true;
      // Frameworks and parsers cut one run of text into several nodes; what a person reads is one.
      if (joined) joined.text += text;
      else if (text.trim()) tree.atoms.push({ text, box: current, line, order: (order += 1) });
      else if (text) {
        const last = tree.atoms.at(-1);
        if (last && last.line === line && !/\s$/.test(last.text)) last.text += ' ';
      }
      afterText &&= tree.atoms.at(-1)?.box === current && tree.atoms.at(-1)?.line === line;
    } else if (type === 1) {
      afterText = false;
      const element = node as Element;
      const tag = tagOf(element);
      if (tag === 'script') {
        tree.scripts.push({ type: attributeOf(element, 'type') ?? '', id: attributeOf(element, 'id') ?? '', text: scriptTextOf(element) });
      } else if (tag === 'br' || tag === 'hr') {
        line += 1;
      } else if (tag === 'head' || !SKIPPED.has(tag)) {
        if (isBlock(tag)) line += 1;
        current = open(element, tag, current);
        if (tag === 'img') tree.images.push(current);
        if (tag === 'meta' || tag === 'link') tree.metas.push(current);
        if (tag !== 'svg') node = firstChildOf(element);
        else node = null;
        continue;
      }
    } else afterText = false;
    node = nextSiblingOf(node);
  }
}

/** Whether `inner` is `outer` or inside it. */
export const contains = (outer: Box, inner: Box): boolean => inner.order >= outer.order && inner.order < outer.end;

export const attribute = (box: Box, name: string): string => box.attributes?.[name] ?? '';
