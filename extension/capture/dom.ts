/**
 * Reading a document that may fight back. A form with `<input name="children">` answers `form.children` with that input, and a
 * document with `<img name="querySelectorAll">` answers with the image; so every property is looked up on the prototypes, where a
 * page's markup can't reach. Where a DOM keeps plain own properties (linkedom's `localName`), those are read instead.
 */
type Accessor = (node: object) => unknown;
const accessors = new WeakMap<object, Map<string, Accessor | null>>();

function findAccessor(prototype: object, name: string): Accessor | null {
  for (let level: object | null = prototype; level; level = Object.getPrototypeOf(level)) {
    const descriptor = Object.getOwnPropertyDescriptor(level, name);
    if (!descriptor) continue;
    const { get, value } = descriptor;
    if (get) return (node) => get.call(node);
    return typeof value === 'function' ? () => value : null;
  }
  return null;
}

function accessorOf(node: object, name: string): Accessor | null {
  const prototype: object = Object.getPrototypeOf(node) ?? node;
  let known = accessors.get(prototype);
  if (!known) accessors.set(prototype, (known = new Map()));
  let accessor = known.get(name);
  if (accessor === undefined) known.set(name, (accessor = findAccessor(prototype, name)));
  return accessor;
}

/** A property of a node, whatever the page named its inputs. */
export function property(node: object, name: string): unknown {
  const accessor = accessorOf(node, name);
  return accessor ? accessor(node) : Reflect.get(node, name);
}

function call(node: object, name: string, ...args: unknown[]): unknown {
  const method = property(node, name);
  return typeof method === 'function' ? Reflect.apply(method, node, args) : null;
}

const asNode = (value: unknown): Node | null => (typeof value === 'object' && value !== null ? (value as Node) : null);

export const firstChildOf = (node: Node): Node | null => asNode(property(node, 'firstChild'));
export const nextSiblingOf = (node: Node): Node | null => asNode(property(node, 'nextSibling'));
export const nodeTypeOf = (node: Node): number => Number(property(node, 'nodeType'));
export const rootOf = (document: Document): Element | null => asNode(property(document, 'documentElement')) as Element | null;

export function tagOf(element: Node): string {
  const name = property(element, 'localName');
  return typeof name === 'string' ? name.toLowerCase() : '';
}

export function dataOf(node: Node): string {
  const data = property(node, 'data');
  return typeof data === 'string' ? data : '';
}

export function attributeOf(element: Element, name: string): string | null {
  const value = call(element, 'getAttribute', name);
  return typeof value === 'string' ? value : null;
}

export function attributeNamesOf(element: Element): readonly string[] {
  const names = call(element, 'getAttributeNames');
  return Array.isArray(names) ? names : [];
}

/** What a walk through a whole document asks of its nodes. */
export interface Dom {
  firstChildOf(node: Node): Node | null;
  nextSiblingOf(node: Node): Node | null;
  nodeTypeOf(node: Node): number;
  tagOf(element: Node): string;
  dataOf(node: Node): string;
  attributeNamesOf(element: Element): readonly string[];
  attributeOf(element: Element, name: string): string | null;
}

const ANY: Dom = { firstChildOf, nextSiblingOf, nodeTypeOf, tagOf, dataOf, attributeNamesOf, attributeOf };

/** The same by the browser's own classes, looked up once and not for each of ten thousand nodes. */
function readNative(): Dom {
  const getterOf = (owner: object, name: string) => Object.getOwnPropertyDescriptor(owner, name)?.get as () => unknown;
  const firstChild = getterOf(Node.prototype, 'firstChild') as () => Node | null;
  const nextSibling = getterOf(Node.prototype, 'nextSibling') as () => Node | null;
  const nodeType = getterOf(Node.prototype, 'nodeType') as () => number;
  const localName = getterOf(Element.prototype, 'localName') as () => string;
  const data = getterOf(CharacterData.prototype, 'data') as () => string;
  const { getAttribute, getAttributeNames } = Element.prototype;
  return {
    firstChildOf: (node) => firstChild.call(node),
    nextSiblingOf: (node) => nextSibling.call(node),
    nodeTypeOf: (node) => nodeType.call(node),
    tagOf: (element) => localName.call(element).toLowerCase(),
    dataOf: (node) => data.call(node),
    attributeNamesOf: (element) => getAttributeNames.call(element),
    attributeOf: (element, name) => getAttribute.call(element, name),
  };
}
let native: Dom | undefined;

/** How the nodes of a document are read, whichever DOM it comes from. */
export const domOf = (document: Document): Dom =>
  typeof Document === 'function' && document instanceof Document ? (native ??= readNative()) : ANY;

/** The text of a script or style element, which has only text nodes. */
export function scriptTextOf(element: Element): string {
  let text = '';
  for (let node = firstChildOf(element); node; node = nextSiblingOf(node)) text += dataOf(node);
  return text;
}

/** Elements that match, in document order; none where the selector is one that this DOM can't parse. */
export function selectAll(root: Document | Element, selector: string): Element[] {
  try {
    const found = call(root, 'querySelectorAll', selector);
    return found ? Array.from(found as Iterable<Element>) : [];
  } catch {
    return [];
  }
}
