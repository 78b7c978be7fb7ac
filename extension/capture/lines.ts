import { LINES_ANYWAY, type Budget } from './budget.ts';
import { clean } from './text.ts';
import { contains, REGION, type Atom, type Box } from './tree.ts';

/** A line of text as the reader of the page sees it: from one block boundary to the next. */
export interface Line {
  index: number;
  text: string;
  /** The nearest box around all of its text. */
  box: Box;
  /** 1 to 6 inside h1…h6, 0 elsewhere. */
  heading: number;
  /** Flags of `REGION`. */
  region: number;
  /** Characters inside links and buttons, as a share of the text. */
  linked: number;
  /** The runs of text it is made of; `raw` still has the spaces around it. */
  parts: { text: string; raw: string; box: Box }[];
  order: number;
}

function headingOf(box: Box): number {
  let up: Box | null = box;
  for (let level = 0; up && level < 5; level += 1, up = up.parent) {
    const match = /^h([1-6])$/.exec(up.tag);
    if (match) return Number(match[1]);
    const role = up.attributes?.['role'];
    if (role === 'heading') return 2;
  }
  return 0;
}

function isLinked(box: Box): boolean {
  let up: Box | null = box;
  for (let level = 0; up && level < 6; level += 1, up = up.parent) if (up.tag === 'a' || up.tag === 'button') return true;
  return false;
}

/** The nearest box around two, found from the first one upwards: however deep both are, it takes the steps that they are apart. */
function nearestAround(a: Box, b: Box): Box {
  let around = a;
  while (!contains(around, b) && around.parent) around = around.parent;
  return around;
}

/** Whether two runs that touch without a space are two facts: each sits in an element of its own. Otherwise they read as one word. */
export const isApart = (before: Atom, after: Atom): boolean =>
  before.box !== after.box && !contains(before.box, after.box) && !contains(after.box, before.box) && !/^[\s.,;:!?)%]/.test(after.text);

function joined(parts: readonly Atom[]): string {
  let text = '';
  let previous: Atom | null = null;
  for (const part of parts) {
    if (text.length > LONGEST_LINE) break;
    text += previous && isApart(previous, part) ? ` ${part.text}` : part.text;
    previous = part;
  }
  return clean(text.slice(0, LONGEST_LINE));
}

/** What one capture reads at most: twice the lines and characters of the longest list in a hundred real pages, five times its longest line. */
const MOST_LINES = 20_000;
const MOST_CHARACTERS = 600_000;
const LONGEST_LINE = 20_000;
const MOST_PARTS = 2000;

/** The visible lines of the page, in document order, as far as the time allows; `whole` is false where there would be more. */
export function readLines(atoms: readonly Atom[], budget: Budget): { lines: Line[]; whole: boolean } {
  const lines: Line[] = [];
  let whole = true;
  let characters = 0;
  let from = 0;
  while (from < atoms.length) {
    const first = atoms[from];
    if (!first) break;
    if ((lines.length >= LINES_ANYWAY && budget.isSpent()) || lines.length >= MOST_LINES || characters > MOST_CHARACTERS) {
      whole = false;
      break;
    }
    let to = from + 1;
    while (to < atoms.length && atoms[to]?.line === first.line) to += 1;
    const parts = atoms
      .slice(from, to)
      .filter((atom) => !atom.box.hidden && atom.box.tag !== 'option' && atom.box.tag !== 'textarea' && atom.box.tag !== 'title');
    from = to;
    const text = joined(parts);
    if (!text) continue;
    characters += text.length;
    const [head] = parts;
    if (!head) continue;
    let box = head.box;
    let linked = 0;
    let total = 0;
    for (const part of parts) {
      box = nearestAround(box, part.box);
      total += part.text.length;
      if (isLinked(part.box)) linked += part.text.length;
    }
    if (total > LONGEST_LINE) whole = false;
    lines.push({
      index: lines.length,
      text,
      box,
      heading: headingOf(box),
      region: head.box.region,
      linked: total ? linked / total : 0,
      parts: parts
        .slice(0, MOST_PARTS)
        .map(({ text: whole, box: around }) => {
          const part = whole.slice(0, LONGEST_LINE);
          // Most lines are one run, and most runs are clean.
          const own = parts.length === 1 ? text : clean(part);
          return { text: own, raw: own === part ? part : part.replace(/\s+/g, ' '), box: around };
        })
        .filter((part) => part.text),
      order: head.order,
    });
  }
  return { lines: withoutPageWideRegions(lines), whole };
}

/** A region that holds most of the page's text says nothing: some pages are one form, or stand whole in a dialog. */
function withoutPageWideRegions(lines: Line[]): Line[] {
  const total = lines.reduce((sum, line) => sum + line.text.length, 0);
  for (const flag of [REGION.nav, REGION.footer, REGION.header, REGION.aside, REGION.form, REGION.dialog, REGION.control]) {
    let inside = 0;
    for (const line of lines) if (line.region & flag) inside += line.text.length;
    if (inside > total * 0.7) for (const line of lines) line.region &= ~flag;
  }
  return lines;
}

/** Regions whose text is never the posting's own. */
export const CHROME = REGION.nav | REGION.footer | REGION.dialog | REGION.control | REGION.noise;
export const isChrome = (line: Line): boolean => (line.region & CHROME) !== 0;
