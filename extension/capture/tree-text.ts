import { isApart } from './lines.ts';
import { clean } from './text.ts';
import type { Atom, Box, Tree } from './tree.ts';

interface WithTree {
  tree: Tree;
}

/** Visible text in a box, a space between lines; not much more than `longest` characters of it. */
export function atomsText({ tree: { atoms } }: WithTree, box: Box, longest = 200_000): string {
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

/** `<title>`, one line of at most 600 characters. */
export function titleOf({ atoms }: Tree): string {
  const title = atoms.find((atom) => atom.box.tag === 'title' && atom.box.parent?.tag !== 'svg');
  const parts = title ? atoms.filter((atom) => atom.box === title.box).map((atom) => atom.text) : [];
  return clean(parts.join('').slice(0, 20_000)).slice(0, 600);
}
