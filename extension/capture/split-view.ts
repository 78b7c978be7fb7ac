import type { Line } from './lines.ts';
import { isChrome } from './lines.ts';
import { fold } from './text.ts';
import { OCCUPATION } from './sources/job-words.ts';
import { readBody } from './sources/structure.ts';
import { contains, type Box } from './tree.ts';

const isCard = (line: Line): boolean =>
  line.text.length > 5 && line.text.length < 110 && line.linked > 0.6 && OCCUPATION.test(fold(line.text));

/**
 * The open posting beside a list, by structure alone: the densest text has a heading of its own, and many links that name postings stand
 * outside of the box they share. `null` where the page is no list, or nothing is open.
 */
export function findPane(lines: readonly Line[], root: Box): Box | null {
  const cards = lines.filter((line) => !isChrome(line) && isCard(line));
  if (cards.length < 8) return null;
  const body = readBody(lines, root, null);
  if (!body || body.mass < 900) return null;
  const first = body.lines[0];
  if (!first) return null;
  let box: Box = body.box;
  for (let level = 0; level < 12 && box.parent; level += 1) {
    const outside = cards.filter((card) => !contains(box, card.box)).length;
    if (cards.length - outside > 3 || outside < 6) return null;
    const heading = lines.find(
      (line) =>
        contains(box, line.box) && line.heading > 0 && line.heading < 4 && line.order < first.order && OCCUPATION.test(fold(line.text)),
    );
    if (heading) return box;
    box = box.parent;
  }
  return null;
}
