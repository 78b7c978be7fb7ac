import type { Budget } from './budget.ts';
import type { PageCopy, SiteFound, SiteMatch, SiteReading, Span } from './page-copy.ts';
import { addBox, emptyTree } from './tree.ts';

/** A copy as it travels: one text, because a browser takes far longer to pass ten thousand small objects. Numbers stand in columns of fixed width. */
interface Wire {
  url: string;
  openedAs: string | null;
  incomplete: boolean;
  tags: string[];
  /** Tag, place of the parent among the boxes (-1: none), order, end, hidden, region. */
  boxes: number[];
  /** Of the boxes that have any: place, attributes. */
  attributes: [number, Record<string, string>][];
  texts: string[];
  /** Place of the box, line, order. */
  atoms: number[];
  scripts: string[];
  site: SiteFound | null;
}
const PER_BOX = 6;
const PER_ATOM = 3;
const PER_SCRIPT = 3;

/** So many boxes and runs of text travel though the time is over: as many as most postings have. */
const PLACES_ANYWAY = 2000;

/** A copy as one text; of a copy that is too much for the time, its beginning. */
export function presentCopy({ url, openedAs, tree, site }: PageCopy, budget: Budget): string {
  const wire: Wire = {
    url: url.href,
    openedAs: openedAs && openedAs.href,
    incomplete: tree.incomplete,
    tags: [],
    boxes: [],
    attributes: [],
    texts: [],
    atoms: [],
    scripts: [],
    site,
  };
  const tags = new Map<string, number>();
  /** By a box's order. */
  const places: number[] = [];
  let place = 0;
  let end = Number.POSITIVE_INFINITY;
  for (const box of tree.boxes) {
    if (place >= PLACES_ANYWAY && budget.isSpent()) {
      end = box.order;
      wire.incomplete = true;
      break;
    }
    let tag = tags.get(box.tag);
    if (tag === undefined) {
      tags.set(box.tag, (tag = wire.tags.length));
      wire.tags.push(box.tag);
    }
    wire.boxes.push(tag, box.parent ? (places[box.parent.order] ?? -1) : -1, box.order, box.end, Number(box.hidden), box.region);
    if (box.attributes) wire.attributes.push([place, box.attributes]);
    places[box.order] = place;
    place += 1;
  }
  for (const { text, box, line, order } of tree.atoms) {
    if (order >= end) break;
    wire.texts.push(text);
    wire.atoms.push(places[box.order] ?? 0, line, order);
  }
  for (const { type, id, text } of tree.scripts) wire.scripts.push(type, id, text);
  return JSON.stringify(wire);
}

type Unknown = Record<string, unknown>;

const isObject = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? item : '')) : []);
const numbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.map((item) => (Number.isSafeInteger(item) ? Number(item) : 0)) : [];
const list = (value: unknown): Unknown[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
const spanOf = (value: unknown): Span => {
  const [from = 0, to = 0] = numbers(value);
  return [from, to];
};
const spansOf = (value: unknown): Span[] => (Array.isArray(value) ? value.map(spanOf) : []);

function parseAttributes(value: unknown): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  if (isObject(value)) for (const [name, text] of Object.entries(value)) if (typeof text === 'string') attributes[name] = text;
  return attributes;
}

function parseSite(value: unknown): SiteFound | null {
  if (!isObject(value)) return null;
  // A field's name that is none finds no parser, and its reading is dropped.
  const matches = list(value['matches']).map(({ field, selector, span, text }): SiteMatch => ({
    field: textIn(field) as SiteMatch['field'],
    selector: textIn(selector),
    span: spanOf(span),
    text: textIn(text),
  }));
  const readings = list(value['readings']).map(({ field, raw, spans, via }): SiteReading => ({
    field: textIn(field) as SiteReading['field'],
    via: textIn(via),
    ...(spans === undefined ? { raw } : { spans: spansOf(spans) }),
  }));
  const pane = value['pane'];
  return {
    name: textIn(value['name']),
    pane: typeof pane === 'number' ? pane : null,
    beside: spansOf(value['beside']),
    matches,
    readings,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The copy that a text stands for, or its beginning where the whole is too much for the time. It comes out of a page's process, where anything may
 * have been put in its place: `null` where it is none.
 */
export function parseCopy(text: unknown, budget: Budget): PageCopy | null {
  const wire = typeof text === 'string' ? parseJson(text) : null;
  const url = isObject(wire) ? textIn(wire['url']) : '';
  if (!isObject(wire) || !URL.canParse(url)) return null;
  const tree = emptyTree();
  tree.incomplete = wire['incomplete'] !== false;
  const tags = texts(wire['tags']);
  const boxes = numbers(wire['boxes']);
  const numberAt = (all: readonly number[], at: number): number => all[at] ?? 0;
  /** Whether this is one more than the time allows. */
  const isTooMuch = (place: number): boolean => {
    const over = place >= PLACES_ANYWAY && budget.isSpent();
    if (over) tree.incomplete = true;
    return over;
  };
  for (let at = 0; at + PER_BOX <= boxes.length && !isTooMuch(tree.boxes.length); at += PER_BOX) {
    // Only what came before can be a parent, so there are no circles.
    const parent = tree.boxes[numberAt(boxes, at + 1)] ?? null;
    addBox(tree, {
      tag: tags[numberAt(boxes, at)] ?? '',
      parent,
      children: [],
      order: numberAt(boxes, at + 2),
      end: numberAt(boxes, at + 3),
      hidden: boxes[at + 4] !== 0,
      region: numberAt(boxes, at + 5),
      attributes: null,
    });
  }
  tree.root = tree.boxes[0] ?? null;
  for (const pair of Array.isArray(wire['attributes']) ? (wire['attributes'] as unknown[]) : []) {
    const [place, attributes] = Array.isArray(pair) ? (pair as unknown[]) : [];
    const box = typeof place === 'number' ? tree.boxes[place] : undefined;
    if (box) box.attributes = parseAttributes(attributes);
  }
  const written = texts(wire['texts']);
  const atoms = numbers(wire['atoms']);
  for (const [place, said] of written.entries()) {
    if (isTooMuch(place)) break;
    const at = place * PER_ATOM;
    const box = tree.boxes[numberAt(atoms, at)];
    if (box) tree.atoms.push({ text: said, box, line: numberAt(atoms, at + 1), order: numberAt(atoms, at + 2) });
  }
  const scripts = texts(wire['scripts']);
  for (let at = 0; at + PER_SCRIPT <= scripts.length; at += PER_SCRIPT)
    tree.scripts.push({ type: scripts[at] ?? '', id: scripts[at + 1] ?? '', text: scripts[at + 2] ?? '' });
  const openedAs = textIn(wire['openedAs']);
  return { url: new URL(url), openedAs: URL.canParse(openedAs) ? new URL(openedAs) : null, tree, site: parseSite(wire['site']) };
}
